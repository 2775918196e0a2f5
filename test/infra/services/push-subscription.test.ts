import test from 'ava';
import { ofType, only, registeredResources, settingsWithSlack } from '../registered-resources.ts';

const deployment = await registeredResources(settingsWithSlack());
const agent = 'serviceAccount:agent-of-pubsub-agent@mocked';
const caller = 'statuswatch-push@mocked';

type Subscription = Readonly<{
  ackDeadlineSeconds: number;
  retryPolicy: { minimumBackoff: string; maximumBackoff: string };
  deadLetterPolicy: { deadLetterTopic: string; maxDeliveryAttempts: number };
}>;
const pushed = only(deployment, 'subscription:Subscription', 'statuswatch-slack-announcer').inputs;
const { ackDeadlineSeconds, retryPolicy, deadLetterPolicy } = pushed as Subscription;

test('pushes each event to the announcer as an identity of its own', (t) => {
  t.like(pushed, {
    topic: 'statuswatch-events-id',
    pushConfig: {
      pushEndpoint: 'https://slack-announcer.mocked/announce',
      oidcToken: { serviceAccountEmail: caller, audience: 'https://slack-announcer.mocked' },
    },
  });
});

test('lets only that identity invoke the announcer, and grants it nothing else', (t) => {
  t.deepEqual(
    ofType(deployment, 'ServiceIamBinding').map(({ inputs }) => inputs),
    [
      {
        name: 'statuswatch-slack-announcer-0a1b2c3d',
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

test('grants Pub/Sub’s service agent what push and dead letters need, each on one resource', (t) => {
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
      ['roles/pubsub.publisher', 'statuswatch-slack-announcer-dead-letters-id', [agent]],
      ['roles/pubsub.subscriber', 'statuswatch-slack-announcer-id', [agent]],
    ],
  );
});

test('waits for an answer longer than the announcer takes', (t) => {
  const { template } = only(deployment, 'cloudrunv2/service:Service', 'slack-announcer').inputs as {
    template: { timeout: string };
  };
  t.true(Number.parseInt(template.timeout) < ackDeadlineSeconds);
  t.true(ackDeadlineSeconds <= 600);
});

test('retries with growing pauses for half a day or longer', (t) => {
  const minBackoff = Number.parseInt(retryPolicy.minimumBackoff);
  const maxBackoff = Number.parseInt(retryPolicy.maximumBackoff);
  const pauses = Array.from({ length: deadLetterPolicy.maxDeliveryAttempts - 1 }, (_, attempt) =>
    Math.min(minBackoff * 2 ** attempt, maxBackoff),
  );
  t.true(minBackoff > 0 && minBackoff < maxBackoff);
  t.true(pauses.reduce((total, pause) => total + pause, 0) >= 12 * 60 * 60);
});

test('keeps undeliverable messages for a week', (t) => {
  t.is(deadLetterPolicy.deadLetterTopic, 'statuswatch-slack-announcer-dead-letters-id');
  t.like(only(deployment, 'subscription:Subscription', 'statuswatch-slack-announcer-dead-letters').inputs, {
    topic: 'statuswatch-slack-announcer-dead-letters-id',
    ackDeadlineSeconds: 600,
    messageRetentionDuration: `${7 * 24 * 60 * 60}s`,
  });
});

test('never expires, however long no event arrives', (t) => {
  ofType(deployment, 'subscription:Subscription').forEach(({ inputs }) => {
    t.deepEqual(inputs['expirationPolicy'], { ttl: '' });
  });
});
