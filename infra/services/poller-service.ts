import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import type * as O from 'fp-ts/lib/Option.js';
import type { PollingSettings } from '../settings/settings.ts';
import { cloudRunService, optionalEnvVar } from './cloud-run-service.ts';
import { LogViewAccess } from './log-view-access.ts';

type PollerServiceArgs = Readonly<{
  project: string;
  region: string;
  serviceName: pulumi.Input<string>;
  image: pulumi.Input<string>;
  polling: PollingSettings;
  pages: O.Option<string>;
  /** The full name of the log bucket of the event archive. */
  bucket: pulumi.Input<string>;
  logLevel: string;
  labels: Readonly<Record<string, string>>;
}>;

const memoryInMebibytes = 512;
// A poll ends within a minute, and one that comes meanwhile is given its result.
const timeoutInSeconds = 90;

/** A private service that polls status pages when it is asked to. Its identity can read the event archive and nothing else. */
export class PollerService extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly service: pulumi.Output<string>;

  constructor(name: string, args: PollerServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:PollerService', name, {}, opts);
    const { project, region, bucket, polling } = args;

    const identity = new gcp.serviceaccount.Account(
      `statuswatch-${name}`,
      { displayName: 'StatusWatch poller' },
      { parent: this },
    );
    const { view } = new LogViewAccess(name, { project, bucket, reader: identity.member }, { parent: this });

    const service = new gcp.cloudrunv2.Service(
      name,
      cloudRunService({
        ...args,
        project,
        region,
        program: 'poller',
        identity: identity.email,
        access: 'private',
        envs: [
          { name: 'POLL_PAGES', value: polling.pages },
          ...optionalEnvVar('STATUSPAGE_PAGES', args.pages),
          { name: 'HISTORY_LOG_VIEW', value: view },
        ],
        memoryInMebibytes,
        concurrency: 10,
        // Two passes at a time would record what is new twice.
        maxInstances: 1,
        timeoutInSeconds,
      }),
      { parent: this },
    );

    this.url = service.uri;
    this.service = service.name;
    this.registerOutputs({ url: this.url });
  }
}
