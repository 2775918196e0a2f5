import * as pulumi from '@pulumi/pulumi';
import type * as O from 'fp-ts/lib/Option.js';
import type { AnnouncementRules } from '../settings/settings.ts';
import type { AnnouncementTarget } from './announcement-target.ts';
import { AnnouncerService } from './announcer-service.ts';
import { PushIdentity } from './push-identity.ts';
import { PushSubscription } from './push-subscription.ts';

type AnnouncersArgs = Readonly<{
  project: string;
  region: string;
  targets: ReadonlyArray<AnnouncementTarget>;
  topicId: pulumi.Input<string>;
  image: pulumi.Input<string>;
  serviceName: (name: string) => pulumi.Output<string>;
  rules: AnnouncementRules;
  /** Where announcements link to. */
  boardUrl: O.Option<pulumi.Input<string>>;
  logLevel: string;
  labels: Readonly<Record<string, string>>;
}>;

type Announcer = Readonly<{
  target: AnnouncementTarget;
  service: pulumi.Output<string>;
  subscription: pulumi.Output<string>;
  deadLetterSubscription: pulumi.Output<string>;
}>;

// The longest that Pub/Sub allows, as the events of a page wait for each other.
const pushTimeoutInSeconds = 600;

/** One announcer per target, each with its own subscription, retries and dead letters, so that a failing one delays no other. */
export class Announcers extends pulumi.ComponentResource {
  readonly all: ReadonlyArray<Announcer>;

  constructor(name: string, args: AnnouncersArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:Announcers', name, {}, opts);
    const { project, region, image, rules, boardUrl, logLevel, topicId, labels } = args;

    const announcerFor = (identity: PushIdentity) => (target: AnnouncementTarget) => {
      const announcerName = `${target.name}-announcer`;
      const serviceName = args.serviceName(announcerName);
      const { service, url } = new AnnouncerService(
        announcerName,
        { project, region, serviceName, image, target, rules, boardUrl, logLevel, pushTimeoutInSeconds, labels },
        { parent: this },
      );
      const { subscription, deadLetterSubscription } = new PushSubscription(
        announcerName,
        { region, topicId, service, url, path: '/announce', identity, timeoutInSeconds: pushTimeoutInSeconds, labels },
        { parent: this },
      );
      return { target, service: serviceName, subscription, deadLetterSubscription };
    };

    this.all =
      args.targets.length === 0
        ? []
        : args.targets.map(announcerFor(new PushIdentity('push-identity', { parent: this })));
    this.registerOutputs();
  }
}
