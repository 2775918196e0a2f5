import * as pulumi from '@pulumi/pulumi';
import * as O from 'fp-ts/lib/Option.js';
import { pipe } from 'fp-ts/lib/function.js';
import { AlertedEngineer } from './alerted-engineer.ts';
import { CountedDeliveries } from './counted-deliveries.ts';
import { SavedQueries } from './saved-queries.ts';
import { StatusDashboard } from './status-dashboard.ts';

type SelfWatchArgs = Readonly<{
  project: string;
  region: string;
  /** What the names of metrics begin with. */
  prefix: pulumi.Input<string>;
  receiver: pulumi.Input<string>;
  bucket: pulumi.Input<string>;
  bucketId: pulumi.Input<string>;
  announcer: O.Option<
    Readonly<{ service: pulumi.Input<string>; subscription: pulumi.Input<string>; deadLetters: pulumi.Input<string> }>
  >;
  alertEmail: O.Option<string>;
  notificationChannels: ReadonlyArray<string>;
  silenceDays: number;
  labels: Readonly<Record<string, string>>;
}>;

/** What matters about the services is counted, told and shown, and the questions of an incident are ready to be asked. */
export class SelfWatch extends pulumi.ComponentResource {
  readonly dashboardUrl: pulumi.Output<string>;

  constructor(name: string, args: SelfWatchArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:SelfWatch', name, {}, opts);
    const { project, region, receiver, bucket, bucketId, labels } = args;

    const counted = new CountedDeliveries(
      'counted-deliveries',
      {
        prefix: args.prefix,
        receiver,
        announcer: pipe(
          args.announcer,
          O.map(({ service }) => service),
        ),
      },
      { parent: this },
    );
    const watched = pulumi.output({
      project,
      region,
      bucket,
      receiver,
      events: counted.events,
      refused: counted.refused,
      unrecognised: counted.unrecognised,
      delay: counted.delay,
    });
    const watchedAnnouncer = pipe(
      O.Do,
      O.apS('announcer', args.announcer),
      O.apS('failed', counted.failedAnnouncements),
      O.map(({ announcer: { service, subscription, deadLetters }, failed }) =>
        pulumi.output({ project, region, announcer: service, failed, subscription, deadLetters }),
      ),
    );
    const alerts = new AlertedEngineer(
      'alerts',
      {
        watched,
        announcer: watchedAnnouncer,
        silenceDays: args.silenceDays,
        email: args.alertEmail,
        channels: args.notificationChannels,
        labels,
      },
      { parent: this },
    );
    const dashboard = new StatusDashboard(
      'dashboard',
      { project, watched, announcer: watchedAnnouncer, policies: alerts.policies },
      { parent: this },
    );
    new SavedQueries('saved-queries', { project, region, bucketId, receiver }, { parent: this });

    this.dashboardUrl = dashboard.url;
    this.registerOutputs({ dashboardUrl: this.dashboardUrl });
  }
}
