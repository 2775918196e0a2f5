import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

type UptimeCheckArgs = Readonly<{
  project: string;
  /** The URL of the service. */
  url: pulumi.Input<string>;
  labels: Readonly<Record<string, string>>;
}>;

// The longest that Monitoring offers, so that a service can scale to zero in between.
const period = '900s';

/** Requests `/health` from all over the world, as a status page would reach the receiver. */
export class UptimeCheck extends pulumi.ComponentResource {
  readonly checkId: pulumi.Output<string>;

  constructor(name: string, args: UptimeCheckArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:UptimeCheck', name, {}, opts);
    const host = pulumi.output(args.url).apply((url) => new URL(url).host);
    const check = new gcp.monitoring.UptimeCheckConfig(
      name,
      {
        displayName: 'StatusWatch: receiver',
        monitoredResource: { type: 'uptime_url', labels: { project_id: args.project, host } },
        httpCheck: { path: '/health', port: 443, useSsl: true, validateSsl: true },
        period,
        timeout: '10s',
        userLabels: args.labels,
      },
      { parent: this },
    );
    this.checkId = check.uptimeCheckId;
    this.registerOutputs();
  }
}
