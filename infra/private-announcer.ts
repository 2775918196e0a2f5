import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { programContainer, type Variable } from './program-container.ts';
import type { Announcing } from './read-settings.ts';
import { SecretOfOneReader } from './secret-of-one-reader.ts';

type PrivateAnnouncerArgs = Readonly<{
  project: string;
  region: string;
  serviceName: pulumi.Input<string>;
  image: pulumi.Input<string>;
  announcing: Announcing;
  logLevel: string;
  /** After which the caller no longer waits for an answer. */
  callerTimeoutInSeconds: number;
  labels: Readonly<Record<string, string>>;
}>;

// What the image runs is its first argument, the receiver where there is none.
const runAnnouncer = ['announcer'];

// The program orders the events of a page itself, so that a page that is slow does not hold the others up.
const concurrency = 20;
const memoryInMebibytes = 512;
const answersEarlierInSeconds = 10;

/** Only the callers that are granted it reach it, from within Google's network; its identity reads the Slack secret and nothing else. */
export class PrivateAnnouncer extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly service: pulumi.Output<string>;

  constructor(name: string, args: PrivateAnnouncerArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:PrivateAnnouncer', name, {}, opts);
    const { slack, minImpact, maintenance, components, routes } = args.announcing;

    const identity = new gcp.serviceaccount.Account(
      `statuswatch-${name}`,
      { displayName: 'StatusWatch announcer' },
      { parent: this },
    );
    const secret = new SecretOfOneReader(
      slack._tag === 'Bot' ? 'statuswatch-slack-bot-token' : 'statuswatch-slack-webhook-url',
      {
        value: slack._tag === 'Bot' ? slack.token : slack.url,
        reader: identity.member,
        region: args.region,
        labels: args.labels,
      },
      { parent: this },
    );
    const given = (variable: string, value: string): ReadonlyArray<Variable> =>
      value === '' ? [] : [{ name: variable, value }];

    const service = new gcp.cloudrunv2.Service(
      name,
      {
        name: args.serviceName,
        location: args.region,
        labels: args.labels,
        // Pub/Sub of the same project counts as internal: https://cloud.google.com/run/docs/securing/ingress
        ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY',
        invokerIamDisabled: false,
        deletionProtection: false,
        traffics: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
        template: {
          labels: args.labels,
          serviceAccount: identity.email,
          executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN1',
          timeout: `${args.callerTimeoutInSeconds - answersEarlierInSeconds}s`,
          maxInstanceRequestConcurrency: concurrency,
          // Two could start the same thread.
          scaling: { minInstanceCount: 0, maxInstanceCount: 1 },
          containers: [
            {
              ...programContainer({
                image: args.image,
                memoryInMebibytes,
                envs: [
                  { name: 'GOOGLE_CLOUD_PROJECT', value: args.project },
                  { name: 'LOG_LEVEL', value: args.logLevel },
                  { name: 'ANNOUNCE_MIN_IMPACT', value: minImpact },
                  { name: 'ANNOUNCE_MAINTENANCE', value: maintenance },
                  ...given('ANNOUNCE_COMPONENTS', components),
                  ...given('ANNOUNCE_ROUTES', routes),
                  ...given('SLACK_CHANNEL', slack._tag === 'Bot' ? slack.channel : ''),
                  {
                    name: slack._tag === 'Bot' ? 'SLACK_BOT_TOKEN' : 'SLACK_WEBHOOK_URL',
                    valueSource: { secretKeyRef: secret.keyReference },
                  },
                ],
              }),
              args: runAnnouncer,
            },
          ],
        },
      },
      { parent: this, dependsOn: [secret] },
    );

    this.url = service.uri;
    this.service = service.name;
    this.registerOutputs({ url: this.url });
  }
}
