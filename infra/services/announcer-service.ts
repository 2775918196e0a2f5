import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AnnouncementRules } from '../settings/settings.ts';
import { AccessibleSecret } from './accessible-secret.ts';
import type { AnnouncementTarget } from './announcement-target.ts';
import { cloudRunService, optionalEnvVar, secretEnvVar } from './cloud-run-service.ts';

type AnnouncerServiceArgs = Readonly<{
  project: string;
  region: string;
  serviceName: pulumi.Input<string>;
  image: pulumi.Input<string>;
  target: AnnouncementTarget;
  rules: AnnouncementRules;
  /** Where announcements link to. */
  boardUrl: O.Option<pulumi.Input<string>>;
  logLevel: string;
  /** How long Pub/Sub waits for an answer. */
  pushTimeoutInSeconds: number;
  labels: Readonly<Record<string, string>>;
}>;

// The announcer itself serializes the events of a page, so a slow page does not block the others.
const concurrency = 20;
const memoryInMebibytes = 512;
const timeoutMarginInSeconds = 10;

/** A private Cloud Run service that posts events to one target. Its identity can read that target's secrets and nothing else. */
export class AnnouncerService extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly service: pulumi.Output<string>;

  constructor(name: string, args: AnnouncerServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:AnnouncerService', name, {}, opts);
    const { target, rules } = args;

    const identity = new gcp.serviceaccount.Account(
      `statuswatch-${target.name}`,
      { displayName: `StatusWatch announcer for ${target.displayName}` },
      { parent: this },
    );
    const secrets = target.secrets.map(({ name: secretName, envVar, value }) => ({
      envVar,
      secret: new AccessibleSecret(
        secretName,
        { value, accessor: identity.member, region: args.region, labels: args.labels },
        { parent: this },
      ),
    }));

    const service = new gcp.cloudrunv2.Service(
      name,
      cloudRunService({
        ...args,
        program: 'announcer',
        identity: identity.email,
        access: 'private',
        envs: [
          {
            name: 'ANNOUNCE_MIN_IMPACT',
            value: pipe(
              target.minImpact,
              O.getOrElse(() => rules.minImpact),
            ),
          },
          { name: 'ANNOUNCE_MAINTENANCE', value: String(rules.maintenance) },
          ...optionalEnvVar('ANNOUNCE_COMPONENTS', rules.components),
          ...optionalEnvVar('BOARD_URL', args.boardUrl),
          ...target.envs,
          ...secrets.map(({ envVar, secret }) => secretEnvVar(envVar, secret)),
        ],
        memoryInMebibytes,
        concurrency,
        // Two instances could both start the thread of an incident, and each remembers what it announced.
        maxInstances: 1,
        timeoutInSeconds: args.pushTimeoutInSeconds - timeoutMarginInSeconds,
      }),
      { parent: this, dependsOn: secrets.map(({ secret }) => secret) },
    );

    this.url = service.uri;
    this.service = service.name;
    this.registerOutputs({ url: this.url });
  }
}
