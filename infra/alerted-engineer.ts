import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import type * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type AlertPolicy, alertsAboutAnnouncer, alertsAboutReceiver, alertsAboutServices } from './alert-policy.ts';
import type { Watched, WatchedAnnouncer } from './watched.ts';

type AlertedEngineerArgs = Readonly<{
  watched: pulumi.Output<Watched>;
  announcer: O.Option<pulumi.Output<WatchedAnnouncer>>;
  silenceDays: number;
  email: O.Option<string>;
  /** Full names of channels that exist. */
  channels: ReadonlyArray<string>;
  labels: Readonly<Record<string, string>>;
}>;

const defaultMinutesUntilClosed = 30;

const markdown = ({ happened, first, look }: ReturnType<AlertPolicy<never>['text']>) =>
  [`**What happened:** ${happened}`, `**What to do first:** ${first}`, `**Where to look:** ${look}`].join('\n\n');

/** Whatever needs an engineer opens an alert that says what to do first; they are told where a channel is configured, and see it in the console in any case. */
export class AlertedEngineer extends pulumi.ComponentResource {
  readonly policies: pulumi.Output<ReadonlyArray<string>>;

  constructor(name: string, args: AlertedEngineerArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:AlertedEngineer', name, {}, opts);

    const emails = pipe(
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
    const policyOn =
      <Names>(names: pulumi.Output<Names>) =>
      ({
        name,
        displayName,
        severity,
        subject,
        conditions,
        text,
        everyMinutes,
        closedAfterMinutes,
      }: AlertPolicy<Names>) =>
        new gcp.monitoring.AlertPolicy(
          name,
          {
            displayName: `StatusWatch: ${displayName}`,
            severity,
            combiner: 'OR',
            conditions: names.apply((resolved) => [...conditions(resolved)]),
            documentation: {
              subject,
              mimeType: 'text/markdown',
              content: names.apply((resolved) => markdown(text(resolved))),
            },
            alertStrategy: {
              autoClose: `${(closedAfterMinutes ?? defaultMinutesUntilClosed) * 60}s`,
              ...(everyMinutes !== undefined && { notificationRateLimit: { period: `${everyMinutes * 60}s` } }),
            },
            notificationChannels: [...emails, ...args.channels],
            userLabels: args.labels,
          },
          { parent: this },
        );

    const services = pulumi
      .all([args.watched, pulumi.all(RA.toArray(RA.fromOption(args.announcer)))])
      .apply(([{ project, receiver }, announcers]) => ({
        project,
        services: [receiver, ...announcers.map(({ announcer }) => announcer)],
      }));
    const policies = [
      ...alertsAboutReceiver(args.silenceDays).map(policyOn(args.watched)),
      ...alertsAboutServices.map(policyOn(services)),
      ...pipe(
        RA.fromOption(args.announcer),
        RA.chain((announcer) => alertsAboutAnnouncer.map(policyOn(announcer))),
      ),
    ];

    this.policies = pulumi.all(policies.map(({ name }) => name));
    this.registerOutputs();
  }
}
