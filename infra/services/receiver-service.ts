import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { AccessibleSecret } from './accessible-secret.ts';
import { cloudRunService, optionalEnvVar, secretEnvVar } from './cloud-run-service.ts';

type ReceiverServiceArgs = Readonly<{
  project: string;
  region: string;
  serviceName: pulumi.Input<string>;
  image: pulumi.Input<string>;
  pages: O.Option<string>;
  logLevel: string;
  logClientAddress: boolean;
  maxInstances: number;
  webhookToken: pulumi.Input<string>;
  webhookSecret: O.Option<pulumi.Input<string>>;
  labels: Readonly<Record<string, string>>;
}>;

const memoryInMebibytes = 512;
const idleProcessInMebibytes = 192;
const maxBodyInMebibytes = 4;
// As received, inflated, as text and decoded.
const copiesOfBody = 5;
const concurrency = Math.floor((memoryInMebibytes - idleProcessInMebibytes) / (maxBodyInMebibytes * copiesOfBody));

/** The only public service. It scales to zero, and its identity can read its own secrets and nothing else. */
export class ReceiverService extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: ReceiverServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:ReceiverService', name, {}, opts);

    const identity = new gcp.serviceaccount.Account(
      `statuswatch-${name}`,
      { displayName: 'StatusWatch receiver' },
      { parent: this },
    );
    const secretNamed = (secretName: string) => (value: pulumi.Input<string>) =>
      new AccessibleSecret(
        secretName,
        { value, accessor: identity.member, region: args.region, labels: args.labels },
        { parent: this },
      );
    const token = secretNamed('webhook-token')(args.webhookToken);
    const secret = pipe(args.webhookSecret, O.map(secretNamed('webhook-secret')), RA.fromOption);

    const service = new gcp.cloudrunv2.Service(
      name,
      cloudRunService({
        ...args,
        identity: identity.email,
        access: 'public',
        envs: [
          { name: 'LOG_CLIENT_ADDRESS', value: String(args.logClientAddress) },
          ...optionalEnvVar('STATUSPAGE_PAGES', args.pages),
          secretEnvVar('STATUSPAGE_WEBHOOK_TOKEN', token),
          ...secret.map((hmacSecret) => secretEnvVar('STATUSPAGE_WEBHOOK_SECRET', hmacSecret)),
        ],
        memoryInMebibytes,
        concurrency,
        // Status pages wait for 30 seconds.
        timeoutInSeconds: 25,
      }),
      { parent: this, dependsOn: [token, ...secret] },
    );

    this.url = service.uri;
    this.registerOutputs({ url: this.url });
  }
}
