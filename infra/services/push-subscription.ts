import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import type { PushIdentity } from './push-identity.ts';

type PushSubscriptionArgs = Readonly<{
  region: string;
  topicId: pulumi.Input<string>;
  /** The private Cloud Run service that takes the messages, by name and URL, and the path that takes them. */
  service: pulumi.Input<string>;
  url: pulumi.Input<string>;
  path: string;
  identity: PushIdentity;
  timeoutInSeconds: number;
  labels: Readonly<Record<string, string>>;
}>;

const neverExpires = { ttl: '' };
const sevenDays = '604800s';
// At the longest backoff these take about 16 hours, enough to outlast an outage of the target: https://cloud.google.com/pubsub/docs/handling-failures
const maxDeliveryAttempts = 100;
const retryPolicy = { minimumBackoff: '10s', maximumBackoff: '600s' };

/** Delivers each message of a topic to a private service that nothing else may call, or keeps it for a week as a dead letter. */
export class PushSubscription extends pulumi.ComponentResource {
  readonly subscription: pulumi.Output<string>;
  readonly deadLetterSubscription: pulumi.Output<string>;

  constructor(name: string, args: PushSubscriptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:PushSubscription', name, {}, opts);
    const { region, identity, labels } = args;

    const invoker = new gcp.cloudrunv2.ServiceIamBinding(
      `${name}-invoker`,
      { name: args.service, location: region, role: 'roles/run.invoker', members: [identity.member] },
      { parent: this },
    );

    const deadLetterTopic = new gcp.pubsub.Topic(
      `statuswatch-${name}-dead-letters`,
      { labels, messageStoragePolicy: { allowedPersistenceRegions: [region] } },
      { parent: this },
    );
    const deadLetterPublisher = new gcp.pubsub.TopicIAMBinding(
      `${name}-dead-letter-publisher`,
      { topic: deadLetterTopic.id, role: 'roles/pubsub.publisher', members: [identity.pubsubAgent] },
      { parent: this },
    );
    const deadLetterSubscription = new gcp.pubsub.Subscription(
      `statuswatch-${name}-dead-letters`,
      {
        topic: deadLetterTopic.id,
        labels,
        // The longest, as a replay takes its time.
        ackDeadlineSeconds: 600,
        messageRetentionDuration: sevenDays,
        expirationPolicy: neverExpires,
      },
      { parent: this },
    );

    const subscription = new gcp.pubsub.Subscription(
      `statuswatch-${name}`,
      {
        topic: args.topicId,
        labels,
        pushConfig: {
          // Pub/Sub gives this attribute back even where none was set: https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions#pushconfig
          attributes: { 'x-goog-version': 'v1' },
          pushEndpoint: pulumi.interpolate`${args.url}${args.path}`,
          oidcToken: { serviceAccountEmail: identity.email, audience: args.url },
        },
        ackDeadlineSeconds: args.timeoutInSeconds,
        messageRetentionDuration: sevenDays,
        expirationPolicy: neverExpires,
        retryPolicy,
        deadLetterPolicy: { deadLetterTopic: deadLetterTopic.id, maxDeliveryAttempts },
      },
      { parent: this, dependsOn: [invoker, identity, deadLetterPublisher, deadLetterSubscription] },
    );
    new gcp.pubsub.SubscriptionIAMBinding(
      `${name}-subscriber`,
      { subscription: subscription.id, role: 'roles/pubsub.subscriber', members: [identity.pubsubAgent] },
      { parent: this },
    );

    this.subscription = subscription.name;
    this.deadLetterSubscription = deadLetterSubscription.name;
    this.registerOutputs({ deadLetterSubscription: this.deadLetterSubscription });
  }
}
