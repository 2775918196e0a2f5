import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { pipe } from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { Alert } from './alert.ts';
import { announcerAlerts } from './announcer-alerts.ts';
import { containerAlerts } from './container-alerts.ts';
import type {
  MonitoredAnnouncer,
  MonitoredPoller,
  MonitoredReceiver,
  MonitoredSinks,
  MonitoredTarget,
  MonitoredUptime,
} from './monitored-services.ts';
import { pollerAlerts } from './poller-alerts.ts';
import { receiverAlerts } from './receiver-alerts.ts';
import { sinkAlerts } from './sink-alerts.ts';
import { uptimeAlerts } from './uptime-alerts.ts';

type AlertPoliciesArgs = Readonly<{
  project: string;
  receiver: pulumi.Output<MonitoredReceiver>;
  board: pulumi.Output<string>;
  poller: O.Option<Readonly<{ names: pulumi.Output<MonitoredPoller>; pollMinutes: number }>>;
  announcers: ReadonlyArray<Readonly<{ target: MonitoredTarget; names: pulumi.Output<MonitoredAnnouncer> }>>;
  sinks: pulumi.Output<MonitoredSinks>;
  uptime: O.Option<pulumi.Output<MonitoredUptime>>;
  silenceDays: number;
  email: O.Option<string>;
  /** Full names of existing channels. */
  notificationChannels: ReadonlyArray<string>;
  labels: Readonly<Record<string, string>>;
}>;

const inSeconds = (minutes: number) => `${minutes * 60}s`;

const toMarkdown = ({ whatHappened, whatToDo, whereToLook }: ReturnType<Alert<never>['documentation']>) =>
  [`**What happened:** ${whatHappened}`, `**What to do first:** ${whatToDo}`, `**Where to look:** ${whereToLook}`].join(
    '\n\n',
  );

/** Alerts that say what to do first. They notify the given channels, and show in the console even without any. */
export class AlertPolicies extends pulumi.ComponentResource {
  /** Full names of the policies. */
  readonly names: pulumi.Output<ReadonlyArray<string>>;

  constructor(name: string, args: AlertPoliciesArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:AlertPolicies', name, {}, opts);

    const emailChannels = pipe(
      RA.fromOption(args.email),
      RA.map(
        (address) =>
          new gcp.monitoring.NotificationChannel(
            'email',
            {
              displayName: `StatusWatch: ${address}`,
              type: 'email',
              labels: { email_address: address },
              userLabels: args.labels,
            },
            { parent: this },
          ).name,
      ),
    );
    const policyFor =
      <Names>(names: pulumi.Output<Names>) =>
      (alert: Alert<Names>) =>
        new gcp.monitoring.AlertPolicy(
          alert.name,
          {
            displayName: `StatusWatch: ${alert.displayName}`,
            severity: alert.severity,
            combiner: 'OR',
            conditions: [names.apply(alert.condition)],
            documentation: {
              subject: alert.subject,
              mimeType: 'text/markdown',
              content: names.apply((resolved) => toMarkdown(alert.documentation(resolved))),
            },
            alertStrategy: {
              autoClose: inSeconds(alert.autoCloseMinutes),
              ...(alert.notificationMinutes !== undefined && {
                notificationRateLimit: { period: inSeconds(alert.notificationMinutes) },
              }),
            },
            notificationChannels: [...emailChannels, ...args.notificationChannels],
            userLabels: args.labels,
          },
          { parent: this },
        );

    const services = pulumi.output({
      project: args.project,
      services: [
        args.receiver.apply(({ service }) => service),
        ...RA.fromOption(args.poller).map(({ names }) => names.apply(({ service }) => service)),
        args.board,
        ...args.announcers.map(({ names }) => names.apply(({ service }) => service)),
      ],
    });
    const policies = [
      ...receiverAlerts(args.silenceDays).map(policyFor(args.receiver)),
      ...RA.fromOption(args.poller).flatMap(({ names, pollMinutes }) =>
        pollerAlerts(pollMinutes).map(policyFor(names)),
      ),
      ...RA.fromOption(args.uptime).flatMap((uptime) => uptimeAlerts.map(policyFor(uptime))),
      ...sinkAlerts.map(policyFor(args.sinks)),
      ...containerAlerts.map(policyFor(services)),
      ...args.announcers.flatMap(({ target, names }) => announcerAlerts(target).map(policyFor(names))),
    ];

    this.names = pulumi.all(policies.map((policy) => policy.name));
    this.registerOutputs();
  }
}
