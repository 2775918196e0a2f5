import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { pipe } from 'fp-ts/lib/function.js';
import { AccessibleSecret } from './accessible-secret.ts';
import { optionalEnvVar, serviceContainer } from './service-container.ts';

type ReceiverServiceArgs = Readonly<{
  project: string;
  region: string;
  serviceName: pulumi.Input<string>;
  image: pulumi.Input<string>;
  pages: O.Option<string>;
  logLevel: string;
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
      {
        name: args.serviceName,
        location: args.region,
        labels: args.labels,
        ingress: 'INGRESS_TRAFFIC_ALL',
        // Public even where an organisation forbids allUsers: https://cloud.google.com/run/docs/authenticating/public
        invokerIamDisabled: true,
        deletionProtection: false,
        traffics: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
        template: {
          labels: args.labels,
          serviceAccount: identity.email,
          // The first generation has shorter cold starts: https://cloud.google.com/run/docs/about-execution-environments
          executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN1',
          // Status pages wait for 30 seconds.
          timeout: '25s',
          maxInstanceRequestConcurrency: concurrency,
          scaling: { minInstanceCount: 0, maxInstanceCount: args.maxInstances },
          containers: [
            serviceContainer({
              image: args.image,
              memoryInMebibytes,
              envs: [
                { name: 'GOOGLE_CLOUD_PROJECT', value: args.project },
                { name: 'LOG_LEVEL', value: args.logLevel },
                ...optionalEnvVar('STATUSPAGE_PAGES', args.pages),
                { name: 'STATUSPAGE_WEBHOOK_TOKEN', valueSource: { secretKeyRef: token.keyReference } },
                ...secret.map(({ keyReference }) => ({
                  name: 'STATUSPAGE_WEBHOOK_SECRET',
                  valueSource: { secretKeyRef: keyReference },
                })),
              ],
            }),
          ],
        },
      },
      { parent: this, dependsOn: [token, ...secret] },
    );

    this.url = service.uri;
    this.registerOutputs({ url: this.url });
  }
}
