import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

type PollScheduleArgs = Readonly<{
  region: string;
  /** The private Cloud Run service that polls, by name and URL. */
  service: pulumi.Input<string>;
  url: pulumi.Input<string>;
  /** A divisor of 60. */
  minutes: number;
}>;

/** Asks the poller for a poll every so many minutes, as the only one that may. */
export class PollSchedule extends pulumi.ComponentResource {
  constructor(name: string, args: PollScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:PollSchedule', name, {}, opts);

    const identity = new gcp.serviceaccount.Account(
      'statuswatch-scheduler',
      { displayName: 'StatusWatch schedule of the poller' },
      { parent: this },
    );
    const invoker = new gcp.cloudrunv2.ServiceIamBinding(
      `${name}-invoker`,
      { name: args.service, location: args.region, role: 'roles/run.invoker', members: [identity.member] },
      { parent: this },
    );
    new gcp.cloudscheduler.Job(
      `statuswatch-${name}`,
      {
        region: args.region,
        description: 'Polls the status pages of StatusWatch',
        schedule: args.minutes === 60 ? '0 * * * *' : `*/${args.minutes} * * * *`,
        timeZone: 'Etc/UTC',
        // Longer than a poll may take. There is no retry, as the next poll makes good what failed.
        attemptDeadline: '120s',
        httpTarget: {
          httpMethod: 'POST',
          uri: pulumi.interpolate`${args.url}/poll`,
          oidcToken: { serviceAccountEmail: identity.email, audience: args.url },
        },
      },
      { parent: this, dependsOn: [invoker] },
    );
    this.registerOutputs();
  }
}
