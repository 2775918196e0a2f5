import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { BoardSettings, PollingSettings } from '../settings/settings.ts';
import { waitUntilEffective } from '../wait-until-effective.ts';
import { cloudRunService, optionalEnvVar } from './cloud-run-service.ts';
import { LogViewAccess } from './log-view-access.ts';

type BoardServiceArgs = Readonly<{
  project: string;
  region: string;
  serviceName: pulumi.Input<string>;
  image: pulumi.Input<string>;
  board: BoardSettings;
  polling: O.Option<PollingSettings>;
  pages: O.Option<string>;
  /** The full name of the log bucket of the event archive. */
  bucket: pulumi.Input<string>;
  logLevel: string;
  labels: Readonly<Record<string, string>>;
}>;

const memoryInMebibytes = 512;
const concurrency = 80;
const timeoutInSeconds = 60;

const pollingEnvVars = ({ pages, minutes }: PollingSettings) => [
  { name: 'POLL_PAGES', value: pages },
  { name: 'POLL_MINUTES', value: String(minutes) },
];

/** Shows what is broken to its members alone. Its identity can read the event archive and nothing else. */
export class BoardService extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly service: pulumi.Output<string>;

  constructor(name: string, args: BoardServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:BoardService', name, {}, opts);
    const { project, region, bucket, board } = args;

    const identity = new gcp.serviceaccount.Account(
      `statuswatch-${name}`,
      { displayName: 'StatusWatch board' },
      { parent: this },
    );
    const { view } = new LogViewAccess(name, { project, bucket, reader: identity.member }, { parent: this });

    const service = new gcp.cloudrunv2.Service(
      name,
      cloudRunService({
        ...args,
        program: 'board',
        identity: identity.email,
        access: board.iap ? 'iap' : 'iam',
        envs: [
          ...pipe(args.polling, O.map(pollingEnvVars), RA.fromOption, RA.flatten),
          ...optionalEnvVar('STATUSPAGE_PAGES', args.pages),
          { name: 'HISTORY_LOG_VIEW', value: view },
        ],
        memoryInMebibytes,
        concurrency,
        // All share what one instance has read, and the requests that Cloud Logging allows.
        maxInstances: 1,
        timeoutInSeconds,
      }),
      { parent: this },
    );

    const invokers = board.iap ? [this.#iapAgent()] : board.members;
    if (invokers.length > 0) {
      new gcp.cloudrunv2.ServiceIamBinding(
        `${name}-invoker`,
        { name: service.name, location: region, role: 'roles/run.invoker', members: [...invokers] },
        { parent: this },
      );
    }
    if (board.iap) {
      board.members.forEach(
        (member) =>
          new gcp.iap.WebCloudRunServiceIamMember(
            `${name}-${member}`,
            {
              project,
              location: region,
              cloudRunServiceName: service.name,
              role: 'roles/iap.httpsResourceAccessor',
              member,
            },
            { parent: this },
          ),
      );
    }

    this.url = service.uri;
    this.service = service.name;
    this.registerOutputs({ url: this.url });
  }

  /** Identity-Aware Proxy calls the service as this IAM member. */
  #iapAgent(): pulumi.Output<string> {
    return new gcp.projects.ServiceIdentity(
      'iap-agent',
      { service: 'iap.googleapis.com' },
      { parent: this, hooks: waitUntilEffective('serviceAgent') },
    ).member;
  }
}
