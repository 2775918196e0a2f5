import * as pulumi from '@pulumi/pulumi';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { SavedQueries } from '../logs/saved-queries.ts';
import { AlertPolicies } from './alert-policies.ts';
import { EventMetrics } from './event-metrics.ts';
import type { MonitoredTarget } from './monitored-services.ts';
import { MonitoringDashboard } from './monitoring-dashboard.ts';
import { UptimeCheck } from './uptime-check.ts';

type AnnouncerArgs = Readonly<{
  target: MonitoredTarget;
  service: pulumi.Input<string>;
  subscription: pulumi.Input<string>;
  deadLetterSubscription: pulumi.Input<string>;
}>;

type MonitoringArgs = Readonly<{
  project: string;
  region: string;
  metricPrefix: pulumi.Input<string>;
  receiver: pulumi.Input<string>;
  poller: O.Option<Readonly<{ service: pulumi.Input<string>; pollMinutes: number }>>;
  /** The name of a service. */
  board: pulumi.Input<string>;
  /** The services that record events. */
  recorders: pulumi.Output<ReadonlyArray<string>>;
  /** The URL that is checked from outside. */
  receiverUrl: O.Option<pulumi.Input<string>>;
  /** Names of the sinks that must not fail. */
  sinks: ReadonlyArray<pulumi.Input<string>>;
  /** The log bucket of the event archive, by its full name and by its ID. */
  bucket: pulumi.Input<string>;
  bucketId: pulumi.Input<string>;
  announcers: ReadonlyArray<AnnouncerArgs>;
  alertEmail: O.Option<string>;
  notificationChannels: ReadonlyArray<string>;
  silenceDays: number;
  labels: Readonly<Record<string, string>>;
}>;

/** Metrics, alerts, a dashboard and saved queries about the services of a stack. */
export class Monitoring extends pulumi.ComponentResource {
  readonly dashboardUrl: pulumi.Output<string>;

  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:Monitoring', name, {}, opts);
    const { project, region, bucket, bucketId, labels } = args;

    const { deliveries, deliveryDelay, refused, unrecognised, failedAnnouncements } = new EventMetrics(
      'event-metrics',
      {
        prefix: args.metricPrefix,
        receiver: args.receiver,
        recorders: args.recorders,
        announcers: args.announcers.map(({ service }) => service),
      },
      { parent: this },
    );
    const receiver = pulumi.output({
      project,
      region,
      bucket,
      service: args.receiver,
      recorders: args.recorders,
      metrics: { deliveries, deliveryDelay, refused, unrecognised },
    });
    const poller = pipe(
      args.poller,
      O.map(({ service, pollMinutes }) => ({
        names: pulumi.output({ project, region, bucket, service }),
        pollMinutes,
      })),
    );
    const announcers = pipe(
      failedAnnouncements,
      RA.chain((failuresMetric) =>
        args.announcers.map(({ target, service, subscription, deadLetterSubscription }) => ({
          target,
          names: pulumi.output({ project, region, service, failuresMetric, subscription, deadLetterSubscription }),
        })),
      ),
    );

    const uptime = pipe(
      args.receiverUrl,
      O.map((url) => {
        const { checkId } = new UptimeCheck('receiver-uptime', { project, url, labels }, { parent: this });
        return pulumi.output({ project, region, service: args.receiver, checkId });
      }),
    );

    const { names: alertPolicies } = new AlertPolicies(
      'alert-policies',
      {
        project,
        receiver,
        poller,
        board: pulumi.output(args.board),
        announcers,
        sinks: pulumi.output({ project, sinks: [...args.sinks] }),
        uptime,
        silenceDays: args.silenceDays,
        email: args.alertEmail,
        notificationChannels: args.notificationChannels,
        labels,
      },
      { parent: this },
    );
    const dashboard = new MonitoringDashboard(
      'dashboard',
      {
        project,
        receiver,
        pollers: RA.fromOption(poller).map(({ names }) => names),
        board: args.board,
        announcers,
        alertPolicies,
      },
      { parent: this },
    );
    new SavedQueries(
      'saved-queries',
      { project, region, bucketId, receiver: args.receiver, recorders: args.recorders },
      { parent: this },
    );

    this.dashboardUrl = dashboard.url;
    this.registerOutputs({ dashboardUrl: this.dashboardUrl });
  }
}
