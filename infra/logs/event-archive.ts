import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { consoleUrl } from '../console-url.ts';
import { logFilter } from './log-filter.ts';

type EventArchiveArgs = Readonly<{
  project: string;
  region: string;
  bucketId: pulumi.Input<string>;
  retentionDays: number;
  /** Whether the bucket outlives this component. */
  keepEvents: boolean;
  /** The services whose entries are kept. */
  recorders: pulumi.Output<ReadonlyArray<string>>;
}>;

/**
 * Keeps for `retentionDays`, ready for SQL, what was recorded by webhook or by poll: events, the reason for a refusal, the body
 * that was not recognised, states of pages and passes over them.
 */
export class EventArchive extends pulumi.ComponentResource {
  /** Logs Explorer with a query for the events. */
  readonly logsUrl: pulumi.Output<string>;
  readonly bucketId: pulumi.Output<string>;
  /** The full name of the log bucket. */
  readonly bucket: pulumi.Output<string>;
  readonly sink: pulumi.Output<string>;

  constructor(name: string, args: EventArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:EventArchive', name, {}, opts);
    const bucket = new gcp.logging.ProjectBucketConfig(
      name,
      {
        project: args.project,
        location: args.region,
        bucketId: args.bucketId,
        description: 'Status events',
        retentionDays: args.retentionDays,
        enableAnalytics: true,
      },
      // Not `protect`, with which a destroy would fail.
      { parent: this, retainOnDelete: args.keepEvents },
    );
    // A sink needs no grant for a bucket in its own project.
    const sink = new gcp.logging.ProjectSink(
      `statuswatch-${name}`,
      {
        destination: pulumi.interpolate`logging.googleapis.com/${bucket.id}`,
        filter: args.recorders.apply(logFilter.archivedEntries),
        uniqueWriterIdentity: true,
      },
      { parent: this },
    );

    this.bucketId = bucket.bucketId;
    this.bucket = bucket.id;
    this.sink = sink.name;
    this.logsUrl = pulumi
      .all([args.recorders, bucket.id])
      .apply(([services, id]) => consoleUrl.logs(args.project, id, logFilter.statusEvents(services)));
    this.registerOutputs({ logsUrl: this.logsUrl, bucketId: this.bucketId });
  }
}
