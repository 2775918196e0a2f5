import test from 'ava';
import { ofType, only, registeredResources, settingsWithSlack } from './registered-resources.ts';

const deployment = await registeredResources(settingsWithSlack());
const agent = 'serviceAccount:agent-of-pubsub@mocked';
const caller = 'statuswatch-push@mocked';

type Subscription = Readonly<{
  ackDeadlineSeconds: number;
  retryPolicy: { minimumBackoff: string; maximumBackoff: string };
  deadLetterPolicy: { deadLetterTopic: string; maxDeliveryAttempts: number };
}>;
const pushed = only(deployment, 'subscription:Subscription', 'statuswatch-announcer').inputs;
const { ackDeadlineSeconds, retryPolicy, deadLetterPolicy } = pushed as Subscription;

test('sends each event to the announcer, as an identity of its own', (t) => {
  t.like(pushed, {
    topic: 'statuswatch-events-id',
    pushConfig: {
      pushEndpoint: 'https://announcer.mocked/announce',
      oidcToken: { serviceAccountEmail: caller, audience: 'https://announcer.mocked' },
    },
  });
});

test('lets nobody invoke the announcer but that identity, and lets that do nothing else', (t) => {
  t.deepEqual(
    ofType(deployment, 'ServiceIamBinding').map(({ inputs }) => inputs),
    [
      {
        name: 'statuswatch-announcer-0a1b2c3d',
        location: 'europe-west1',
        role: 'roles/run.invoker',
        members: [`serviceAccount:${caller}`],
      },
    ],
  );
  t.deepEqual(
    ofType(deployment, '')
      .filter(({ inputs }) => JSON.stringify(inputs['members'] ?? inputs['member'] ?? []).includes(caller))
      .map(({ inputs }) => inputs['role']),
    ['roles/run.invoker'],
  );
});

test('grants to the service agent of Pub/Sub what push and dead letters need, each on one resource', (t) => {
  const grants = ofType(deployment, '').filter(({ inputs }) => JSON.stringify(inputs['members'] ?? []).includes(agent));
  t.deepEqual(
    grants
      .map(({ inputs: { role, members, topic, subscription, serviceAccountId } }) => [
        role,
        topic ?? subscription ?? serviceAccountId,
        members,
      ])
      .sort(),
    [
      ['roles/iam.serviceAccountOpenIdTokenCreator', 'projects/-/statuswatch-push', [agent]],
      ['roles/pubsub.publisher', 'statuswatch-announcer-dead-letters-id', [agent]],
      ['roles/pubsub.subscriber', 'statuswatch-announcer-id', [agent]],
    ],
  );
});

test('waits longer for an answer than the announcer takes', (t) => {
  const { template } = only(deployment, 'cloudrunv2/service:Service', 'announcer').inputs as {
    template: { timeout: string };
  };
  t.true(Number.parseInt(template.timeout) < ackDeadlineSeconds);
  t.true(ackDeadlineSeconds <= 600);
});

test('sends again with growing pauses for longer than Slack is ever down', (t) => {
  const shortest = Number.parseInt(retryPolicy.minimumBackoff);
  const longest = Number.parseInt(retryPolicy.maximumBackoff);
  const pauses = Array.from({ length: deadLetterPolicy.maxDeliveryAttempts - 1 }, (_, attempt) =>
    Math.min(shortest * 2 ** attempt, longest),
  );
  t.true(shortest > 0 && shortest < longest);
  t.true(pauses.reduce((total, pause) => total + pause, 0) >= 12 * 60 * 60);
});

test('keeps for a week what could not be delivered', (t) => {
  t.is(deadLetterPolicy.deadLetterTopic, 'statuswatch-announcer-dead-letters-id');
  t.like(only(deployment, 'subscription:Subscription', 'statuswatch-announcer-dead-letters').inputs, {
    topic: 'statuswatch-announcer-dead-letters-id',
    messageRetentionDuration: `${7 * 24 * 60 * 60}s`,
  });
});

test('never expires, however long nothing happens', (t) => {
  ofType(deployment, 'subscription:Subscription').forEach(({ inputs }) => {
    t.deepEqual(inputs['expirationPolicy'], { ttl: '' });
  });
});
