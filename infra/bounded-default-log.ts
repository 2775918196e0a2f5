import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';

type BoundedDefaultLogArgs = Readonly<{ serviceName: pulumi.Input<string> }>;

/** What a flood of requests would write a second time stays out of the project's own log bucket: its size does not grow with the flood. */
export class BoundedDefaultLog extends pulumi.ComponentResource {
  constructor(name: string, args: BoundedDefaultLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:BoundedDefaultLog', name, {}, opts);
    const serviceName = pulumi.output(args.serviceName);
    new gcp.logging.ProjectExclusion(
      'refused-deliveries',
      {
        description: 'Refused deliveries, which the bucket of StatusWatch keeps',
        filter: serviceName.apply(logFilter.refusedDeliveries),
      },
      { parent: this },
    );
    new gcp.logging.ProjectExclusion(
      'answered-requests',
      {
        description: 'Requests to the receiver that did not fail, which metrics count',
        filter: serviceName.apply(logFilter.answeredRequests),
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
