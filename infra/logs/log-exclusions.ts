import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';

type LogExclusionsArgs = Readonly<{
  receiver: pulumi.Input<string>;
  /** The services whose requests metrics count. */
  services: pulumi.Output<ReadonlyArray<string>>;
}>;

const exclusionsOf = (receiver: pulumi.Output<string>, services: LogExclusionsArgs['services']) => [
  {
    name: 'webhook-requests',
    description: 'Request logs of the receiver whose URL contains the webhook token',
    filter: receiver.apply(logFilter.webhookRequests),
  },
  {
    name: 'handled-requests',
    description: 'Request logs without a server error, which metrics count anyway',
    filter: services.apply(logFilter.handledRequests),
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
    exclusionsOf(pulumi.output(args.receiver), args.services).forEach(
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
