import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

type RetriedPushArgs = Readonly<{
  region: string;
  topicId: pulumi.Input<string>;
  /** The name and the URL of a private Cloud Run service, and the path that takes the messages. */
  service: pulumi.Input<string>;
  url: pulumi.Input<string>;
  path: string;
  timeoutInSeconds: number;
  labels: Readonly<Record<string, string>>;
}>;

const neverExpires = { ttl: '' };
const sevenDays = '604800s';
// With the longest backoff about 16 hours, which outlasts an outage of Slack: https://cloud.google.com/pubsub/docs/handling-failures
const mostAttempts = 100;
const backoff = { minimumBackoff: '10s', maximumBackoff: '600s' };

/** Each message of a topic reaches a private service, which nothing else may call, or is kept for a week as a dead letter. */
export class RetriedPush extends pulumi.ComponentResource {
  readonly subscription: pulumi.Output<string>;
  readonly deadLetterSubscription: pulumi.Output<string>;

  constructor(name: string, args: RetriedPushArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:RetriedPush', name, {}, opts);
    const { region, labels } = args;

    const caller = new gcp.serviceaccount.Account(
      'statuswatch-push',
      { displayName: 'StatusWatch push to the announcer' },
      { parent: this },
    );
    const invoker = new gcp.cloudrunv2.ServiceIamBinding(
      name,
      { name: args.service, location: region, role: 'roles/run.invoker', members: [caller.member] },
      { parent: this },
    );
    // In a new project it would come to be only at the first use of Pub/Sub.
    const pubsub = new gcp.projects.ServiceIdentity('pubsub', { service: 'pubsub.googleapis.com' }, { parent: this });
    const mayActAsCaller = new gcp.serviceaccount.IAMBinding(
      name,
      {
        serviceAccountId: caller.name,
        role: 'roles/iam.serviceAccountOpenIdTokenCreator',
        members: [pubsub.member],
      },
      { parent: this },
    );

    const deadLetters = `${name}-dead-letters`;
    const deadLetterTopic = new gcp.pubsub.Topic(
      deadLetters,
      { labels, messageStoragePolicy: { allowedPersistenceRegions: [region] } },
      { parent: this },
    );
    const mayBury = new gcp.pubsub.TopicIAMBinding(
      deadLetters,
      { topic: deadLetterTopic.id, role: 'roles/pubsub.publisher', members: [pubsub.member] },
      { parent: this },
    );
    const kept = new gcp.pubsub.Subscription(
      deadLetters,
      {
        topic: deadLetterTopic.id,
        labels,
        ackDeadlineSeconds: 60,
        messageRetentionDuration: sevenDays,
        expirationPolicy: neverExpires,
      },
      { parent: this },
    );

    const pushed = new gcp.pubsub.Subscription(
      name,
      {
        topic: args.topicId,
        labels,
        pushConfig: {
          pushEndpoint: pulumi.interpolate`${args.url}${args.path}`,
          oidcToken: { serviceAccountEmail: caller.email, audience: args.url },
        },
        ackDeadlineSeconds: args.timeoutInSeconds,
        messageRetentionDuration: sevenDays,
        expirationPolicy: neverExpires,
        retryPolicy: backoff,
        deadLetterPolicy: { deadLetterTopic: deadLetterTopic.id, maxDeliveryAttempts: mostAttempts },
      },
      { parent: this, dependsOn: [invoker, mayActAsCaller, mayBury, kept] },
    );
    new gcp.pubsub.SubscriptionIAMBinding(
      name,
      { subscription: pushed.id, role: 'roles/pubsub.subscriber', members: [pubsub.member] },
      { parent: this },
    );

    this.subscription = pushed.name;
    this.deadLetterSubscription = kept.name;
    this.registerOutputs({ deadLetterSubscription: this.deadLetterSubscription });
  }
}
