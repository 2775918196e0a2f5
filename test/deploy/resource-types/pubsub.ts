import * as t from 'io-ts';
import { labels, member, refined, region, secondsBetween, text, whole } from './codecs.ts';
import { type Cloud, isGranted, membersLack, missing, pubsubAgent, resourceType } from './resource-type.ts';

const pubsubName = text(
  /^(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/,
  'a name of Pub/Sub: 3 to 255 letters, digits and -._~+%, starting with a letter',
);

const Subscription = t.intersection([
  t.strict({
    name: pubsubName,
    topic: t.string,
    labels,
    ackDeadlineSeconds: refined(whole, (seconds) => seconds >= 10 && seconds <= 600, 'from 10 to 600'),
    messageRetentionDuration: secondsBetween(600, 31 * 24 * 60 * 60),
    expirationPolicy: t.strict({ ttl: text(/^(\d+s)?$/, 'a duration, or nothing for never') }),
  }),
  t.partial({
    pushConfig: t.strict({
      pushEndpoint: text(/^https:\/\//, 'an https URL'),
      // Pub/Sub gives this attribute back even where none was set: https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions#pushconfig
      attributes: t.strict({ 'x-goog-version': t.literal('v1') }),
      oidcToken: t.strict({ serviceAccountEmail: t.string, audience: text(/^https:\/\//, 'an https URL') }),
    }),
    retryPolicy: t.strict({ minimumBackoff: secondsBetween(0, 600), maximumBackoff: secondsBetween(0, 600) }),
    deadLetterPolicy: t.strict({
      deadLetterTopic: t.string,
      maxDeliveryAttempts: refined(whole, (attempts) => attempts >= 5 && attempts <= 100, 'from 5 to 100'),
    }),
  }),
]);

/** A push arrives only as an identity that may invoke the service, and through an agent that may act as it. */
const pushLacks = (cloud: Cloud, { pushConfig }: t.TypeOf<typeof Subscription>) => {
  if (pushConfig === undefined) return [];
  const { pushEndpoint, oidcToken } = pushConfig;
  const account = `projects/${cloud.project}/serviceAccounts/${oidcToken.serviceAccountEmail}`;
  const called = cloud
    .all('gcp:cloudrunv2/service:Service')
    .find(({ outputs }) => pushEndpoint.startsWith(`${String(outputs['uri'])}/`));
  const mayInvoke = isGranted(
    cloud,
    'gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding',
    { name: called?.inputs['name'] },
    'roles/run.invoker',
    `serviceAccount:${oidcToken.serviceAccountEmail}`,
  );
  const mayActAs = isGranted(
    cloud,
    'gcp:serviceaccount/iAMBinding:IAMBinding',
    { serviceAccountId: account },
    'roles/iam.serviceAccountOpenIdTokenCreator',
    pubsubAgent,
  );
  return [
    ...missing(cloud, 'the identity', account),
    ...(called === undefined ? [`no service answers ${pushEndpoint}`] : []),
    ...(mayInvoke ? [] : [`${oidcToken.serviceAccountEmail} may not invoke what answers ${pushEndpoint}`]),
    ...(mayActAs ? [] : [`Pub/Sub may not act as ${oidcToken.serviceAccountEmail}`]),
  ];
};

const deadLettersLack = (cloud: Cloud, { deadLetterPolicy }: t.TypeOf<typeof Subscription>) => {
  if (deadLetterPolicy === undefined) return [];
  const topic = deadLetterPolicy.deadLetterTopic;
  const isKept = cloud.all('gcp:pubsub/subscription:Subscription').some(({ inputs }) => inputs['topic'] === topic);
  const mayPublish = isGranted(
    cloud,
    'gcp:pubsub/topicIAMBinding:TopicIAMBinding',
    { topic },
    'roles/pubsub.publisher',
    pubsubAgent,
  );
  return [
    ...missing(cloud, 'the topic', topic),
    ...(isKept ? [] : [`no subscription keeps what ${topic} is given`]),
    ...(mayPublish ? [] : [`Pub/Sub may not publish to ${topic}`]),
  ];
};

export const pubsubTypes = {
  'gcp:pubsub/topic:Topic': resourceType({
    inputs: t.strict({
      name: pubsubName,
      labels,
      messageStoragePolicy: t.strict({ allowedPersistenceRegions: t.array(region) }),
    }),
    api: 'pubsub.googleapis.com',
    autonamed: 'name',
    immutable: ['name'],
    make: ({ name }, { project }) => ({ id: `projects/${project}/topics/${name}` }),
  }),
  'gcp:pubsub/topicIAMBinding:TopicIAMBinding': resourceType({
    inputs: t.strict({ topic: t.string, role: text(/^roles\/pubsub\.\w+$/, 'a role'), members: t.array(member) }),
    api: 'pubsub.googleapis.com',
    immutable: ['topic', 'role'],
    make: ({ topic, role }) => ({ id: `${topic}/${role}` }),
    lacks: ({ topic, members }, cloud) => [...missing(cloud, 'the topic', topic), ...membersLack(cloud, members)],
  }),
  'gcp:pubsub/subscription:Subscription': resourceType({
    inputs: Subscription,
    api: 'pubsub.googleapis.com',
    autonamed: 'name',
    immutable: ['name', 'topic'],
    make: ({ name }, { project }) => ({ id: `projects/${project}/subscriptions/${name}` }),
    lacks: (inputs, cloud) => [
      ...missing(cloud, 'the topic', inputs.topic),
      ...pushLacks(cloud, inputs),
      ...deadLettersLack(cloud, inputs),
    ],
  }),
  'gcp:pubsub/subscriptionIAMBinding:SubscriptionIAMBinding': resourceType({
    inputs: t.strict({
      subscription: t.string,
      role: text(/^roles\/pubsub\.\w+$/, 'a role'),
      members: t.array(member),
    }),
    api: 'pubsub.googleapis.com',
    immutable: ['subscription', 'role'],
    make: ({ subscription, role }) => ({ id: `${subscription}/${role}` }),
    lacks: ({ subscription, members }, cloud) => [
      ...missing(cloud, 'the subscription', subscription),
      ...membersLack(cloud, members),
    ],
  }),
};
