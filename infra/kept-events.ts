import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { consoleUrl } from './console-url.ts';
import { logFilter } from './log-filter.ts';

type KeptEventsArgs = Readonly<{
  project: string;
  region: string;
  bucketId: pulumi.Input<string>;
  retentionDays: number;
  serviceName: pulumi.Input<string>;
}>;

/** Every delivery to a service is kept for `retentionDays` and can be queried in SQL: the event, the reason of a refusal, or the body that was not recognised. */
export class KeptEvents extends pulumi.ComponentResource {
  /** Where to see them: Logs Explorer with the query filled in. */
  readonly logsUrl: pulumi.Output<string>;
  readonly bucketId: pulumi.Output<string>;
  /** The full name of the log bucket. */
  readonly bucket: pulumi.Output<string>;

  constructor(name: string, args: KeptEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:KeptEvents', name, {}, opts);
    const serviceName = pulumi.output(args.serviceName);

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
      { parent: this },
    );
    // A sink needs no grant for a bucket of its own project.
    new gcp.logging.ProjectSink(
      name,
      {
        destination: pulumi.interpolate`logging.googleapis.com/${bucket.id}`,
        filter: serviceName.apply(logFilter.deliveries),
        uniqueWriterIdentity: true,
      },
      { parent: this },
    );

    this.bucketId = bucket.bucketId;
    this.bucket = bucket.id;
    this.logsUrl = pulumi
      .all([serviceName, bucket.id])
      .apply(([service, id]) => consoleUrl.logs(args.project, id, logFilter.statusEvents(service)));
    this.registerOutputs({ logsUrl: this.logsUrl, bucketId: this.bucketId });
  }
}
