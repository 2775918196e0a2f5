import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';

type LogExclusionsArgs = Readonly<{ receiver: pulumi.Input<string> }>;

const exclusions = [
  {
    name: 'webhook-requests',
    description: 'Request logs of the receiver whose URL contains the webhook token',
    filter: logFilter.webhookRequests,
  },
  {
    name: 'handled-requests',
    description: 'Request logs of the receiver without a server error, which metrics count anyway',
    filter: logFilter.handledRequests,
  },
  {
    name: 'refused-deliveries',
    description: 'Refused deliveries, which the event archive keeps',
    filter: logFilter.refusedDeliveries,
  },
];

/** Keeps the webhook token out of the project's `_Default` log bucket, and keeps that bucket from growing with a flood of requests. */
export class LogExclusions extends pulumi.ComponentResource {
  constructor(name: string, args: LogExclusionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:LogExclusions', name, {}, opts);
    const receiver = pulumi.output(args.receiver);
    exclusions.forEach(
      (exclusion) =>
        new gcp.logging.ProjectExclusion(
          `statuswatch-${exclusion.name}`,
          { description: exclusion.description, filter: receiver.apply(exclusion.filter) },
          { parent: this },
        ),
    );
    this.registerOutputs();
  }
}
