import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { pipe } from 'fp-ts/lib/function.js';
import { programContainer } from './program-container.ts';
import { SecretOfOneReader } from './secret-of-one-reader.ts';

type PublicReceiverArgs = Readonly<{
  project: string;
  region: string;
  serviceName: pulumi.Input<string>;
  image: pulumi.Input<string>;
  pages: string;
  logLevel: string;
  maxInstances: number;
  webhookToken: pulumi.Input<string>;
  webhookSecret: O.Option<pulumi.Input<string>>;
  labels: Readonly<Record<string, string>>;
}>;

const memoryInMebibytes = 512;
const memoryOfProcessInMebibytes = 192;
const largestBodyInMebibytes = 4;
// as received, inflated, as text and decoded
const copiesOfBody = 5;
const concurrency = Math.floor(
  (memoryInMebibytes - memoryOfProcessInMebibytes) / (largestBodyInMebibytes * copiesOfBody),
);

/** The one thing that anybody may call. It scales to zero, and its identity can do nothing but read its own secrets. */
export class PublicReceiver extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: PublicReceiverArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:PublicReceiver', name, {}, opts);

    const identity = new gcp.serviceaccount.Account(
      `statuswatch-${name}`,
      { displayName: 'StatusWatch receiver' },
      { parent: this },
    );
    const secretOf = (secretName: string) => (value: pulumi.Input<string>) =>
      new SecretOfOneReader(
        secretName,
        { value, reader: identity.member, region: args.region, labels: args.labels },
        { parent: this },
      );
    const token = secretOf('statuswatch-webhook-token')(args.webhookToken);
    const secret = pipe(args.webhookSecret, O.map(secretOf('statuswatch-webhook-secret')));

    const service = new gcp.cloudrunv2.Service(
      name,
      {
        name: args.serviceName,
        location: args.region,
        labels: args.labels,
        ingress: 'INGRESS_TRAFFIC_ALL',
        // Public where an organisation forbids allUsers: https://cloud.google.com/run/docs/authenticating/public
        invokerIamDisabled: true,
        deletionProtection: false,
        traffics: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
        template: {
          labels: args.labels,
          serviceAccount: identity.email,
          // The first starts faster, which counts for a service that starts from zero:
          // https://cloud.google.com/run/docs/about-execution-environments
          executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN1',
          // Status pages wait for 30 seconds.
          timeout: '25s',
          maxInstanceRequestConcurrency: concurrency,
          scaling: { minInstanceCount: 0, maxInstanceCount: args.maxInstances },
          containers: [
            programContainer({
              image: args.image,
              memoryInMebibytes,
              envs: [
                { name: 'GOOGLE_CLOUD_PROJECT', value: args.project },
                { name: 'LOG_LEVEL', value: args.logLevel },
                ...(args.pages === '' ? [] : [{ name: 'STATUSPAGE_PAGES', value: args.pages }]),
                { name: 'STATUSPAGE_WEBHOOK_TOKEN', valueSource: { secretKeyRef: token.keyReference } },
                ...pipe(
                  RA.fromOption(secret),
                  RA.map(({ keyReference }) => ({
                    name: 'STATUSPAGE_WEBHOOK_SECRET',
                    valueSource: { secretKeyRef: keyReference },
                  })),
                ),
              ],
            }),
          ],
        },
      },
      { parent: this, dependsOn: [token, ...RA.fromOption(secret)] },
    );

    this.url = service.uri;
    this.registerOutputs({ url: this.url });
  }
}
