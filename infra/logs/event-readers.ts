import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

type EventReadersArgs = Readonly<{
  project: string;
  region: string;
  bucketId: pulumi.Input<string>;
  /** IAM members. */
  readers: ReadonlyArray<string>;
}>;

/** Lets people read the event archive, which a Logs Viewer of the project cannot, and see metrics, alerts and dashboards. */
export class EventReaders extends pulumi.ComponentResource {
  constructor(name: string, args: EventReadersArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:EventReaders', name, {}, opts);
    const { project, readers } = args;

    new gcp.logging.LogViewIamBinding(
      name,
      {
        parent: `projects/${project}`,
        location: args.region,
        bucket: args.bucketId,
        name: '_AllLogs',
        role: 'roles/logging.viewAccessor',
        members: [...readers],
      },
      { parent: this },
    );
    readers.forEach(
      (member) =>
        new gcp.projects.IAMMember(
          `monitoring-viewer-${member}`,
          { project, role: 'roles/monitoring.viewer', member },
          { parent: this },
        ),
    );
    this.registerOutputs();
  }
}
