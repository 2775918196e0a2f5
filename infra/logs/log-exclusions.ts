import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';

type LogExclusionsArgs = Readonly<{
  receiver: pulumi.Input<string>;
  recorders: pulumi.Output<ReadonlyArray<string>>;
}>;

const exclusionsOf = (receiver: pulumi.Output<string>, recorders: LogExclusionsArgs['recorders']) => [
  {
    name: 'webhook-requests',
    description: 'Request logs of the receiver whose URL contains the webhook token',
    filter: receiver.apply(logFilter.webhookRequests),
  },
  {
    name: 'handled-requests',
    description: 'Request logs of the receiver and the poller without a server error, which metrics count anyway',
    filter: recorders.apply(logFilter.handledRequests),
  },
  {
    name: 'refused-deliveries',
    description: 'Refused deliveries, which the event archive keeps',
    filter: receiver.apply(logFilter.refusedDeliveries),
  },
];

/** Keeps the webhook token out of the project's `_Default` log bucket, and keeps that bucket from growing with a flood of requests. */
export class LogExclusions extends pulumi.ComponentResource {
  constructor(name: string, args: LogExclusionsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:LogExclusions', name, {}, opts);
    exclusionsOf(pulumi.output(args.receiver), args.recorders).forEach(
      (exclusion) =>
        new gcp.logging.ProjectExclusion(
          `statuswatch-${exclusion.name}`,
          { description: exclusion.description, filter: exclusion.filter },
          { parent: this },
        ),
    );
    this.registerOutputs();
  }
}
