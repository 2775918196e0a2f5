import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

type LogViewAccessArgs = Readonly<{
  project: string;
  /** The full name of a log bucket. */
  bucket: pulumi.Input<string>;
  /** An IAM member. */
  reader: pulumi.Input<string>;
}>;

/** Lets one identity read the view of one log bucket that holds all of its entries, and no other log. */
export class LogViewAccess extends pulumi.ComponentResource {
  /** The full name of the view. */
  readonly view: pulumi.Output<string>;

  constructor(name: string, args: LogViewAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:LogViewAccess', name, {}, opts);
    const bucket = pulumi.output(args.bucket);
    const view = pulumi.interpolate`${bucket}/views/_AllLogs`;

    new gcp.projects.IAMMember(
      `${name}-log-view-accessor`,
      {
        project: args.project,
        role: 'roles/logging.viewAccessor',
        member: args.reader,
        // https://cloud.google.com/logging/docs/logs-views#grant_access_to_a_log_view
        condition: {
          // Another bucket, as after a move, gets a grant of another title, since both exist for a while.
          title: bucket.apply((name) => `Only the events in ${name.replace(/^.*\//, '')}`),
          expression: pulumi.interpolate`resource.name == "${view}"`,
        },
      },
      { parent: this },
    );

    this.view = view;
    this.registerOutputs();
  }
}
