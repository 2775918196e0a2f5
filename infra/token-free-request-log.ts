import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';

type TokenFreeRequestLogArgs = Readonly<{ serviceName: pulumi.Input<string> }>;

/** Cloud Run logs the URL of each request: those that hold a token are not kept. */
export class TokenFreeRequestLog extends pulumi.ComponentResource {
  constructor(name: string, args: TokenFreeRequestLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:TokenFreeRequestLog', name, {}, opts);
    new gcp.logging.ProjectExclusion(
      name,
      {
        description: 'Request-log entries whose URL holds the webhook token',
        filter: pulumi.output(args.serviceName).apply(logFilter.webhookRequests),
      },
      { parent: this },
    );
    this.registerOutputs();
  }
}
