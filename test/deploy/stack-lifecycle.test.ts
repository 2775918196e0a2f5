import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { readConfig as readPollerConfig } from '../../service/programs/poller/config.ts';
import { mainOf, startProgram } from '../helpers/start-program.ts';
import { scratchStack } from './scratch-stack.ts';

const stack = await scratchStack();
test.after.always(stack.remove);

const generatedToken = { value: '' };
const newToken = 'a-new-token-for-every-page';
const webhookSecret = 'a-secret-shared-with-a-relay';

const slackBotToken = 'xoxb-of-a-bot-in-one-workspace';
const teamsWebhookUrl = 'https://prod-1.westeurope.logic.azure.com:443/workflows/abc?sig=of-a-workflow';
const pagerdutyRoutingKey = 'r0ut1ngk3y0f0n1ys3rv1c31s3cr3t32';

const policies = [
  'container-failure',
  'receiver-errors',
  'receiver-unreachable',
  'refused-deliveries',
  'silent-provider',
  'sink-errors',
  'unrecognised-delivery',
  'vendor-incident',
];
const pollerUpdates = [
  'update AlertPolicy container-failure',
  'update AlertPolicy silent-provider',
  'update AlertPolicy vendor-incident',
  'update Dashboard dashboard',
  'update Metric deliveries',
  'update ProjectExclusion statuswatch-handled-requests',
  'update ProjectSink statuswatch-event-archive',
  'update ProjectSink statuswatch-event-topic',
  'update SavedQuery incident-history',
  'update SavedQuery incidents-by-provider',
  'update SavedQuery open-incidents',
  'update Service board',
];
const queries = ['incident-history', 'incidents-by-provider', 'open-incidents', 'refused-and-unrecognised'];

type Revision = Readonly<Record<string, string>>;

const receiversIn = (serving: ReadonlyArray<Revision>) =>
  serving.filter((revision) => 'STATUSPAGE_WEBHOOK_TOKEN' in revision);

const tokensOf = ({ STATUSPAGE_WEBHOOK_TOKEN = '' }: Readonly<Record<string, string>>) =>
  STATUSPAGE_WEBHOOK_TOKEN.split(',');

const receiverInputs = () =>
  stack.cloud
    .resources()
    .find(
      ({ inputs, type }) => type === 'gcp:cloudrunv2/service:Service' && String(inputs['name']).includes('receiver'),
    )?.inputs ?? {};

const idsOf = (...types: ReadonlyArray<string>) =>
  stack.cloud
    .resources()
    .filter(({ type }) => types.some((suffix) => type.endsWith(suffix)))
    .map(({ outputs }) => String(outputs['id']));

/** The status with which the real receiver, running with a revision's environment, answers a delivery with this token. */
const answerOf = async (t: ExecutionContext, revision: Readonly<Record<string, string>>, token: string) => {
  const program = startProgram(t, [mainOf('programs/receiver')], { env: { ...revision, PORT: '0' } });
  const { status } = await fetch(`${await program.origin()}/webhook/statuspage/${token}`, {
    method: 'POST',
    body: '{"incident":{"id":"abc","name":"Delays","status":"investigating"}}',
  });
  program.child.kill('SIGTERM');
  await program.ended;
  return status;
};

test.serial('previews every resource from one setting, and creates none', async (t) => {
  await stack.configure('gcp:project', 'demo-project');
  const { failure, steps } = await stack.run('preview');
  t.is(failure, undefined);
  t.deepEqual(steps.map((step) => step.replace('create ', '')).sort(), [
    'Account statuswatch-board',
    'Account statuswatch-receiver',
    ...policies.map((policy) => `AlertPolicy ${policy}`),
    'Dashboard dashboard',
    'IAMMember board-log-view-accessor',
    'Image container-image',
    ...['deliveries', 'delivery-delay', 'refused-deliveries', 'unrecognised-deliveries'].map(
      (name) => `Metric ${name}`,
    ),
    'ProjectBucketConfig event-archive',
    'ProjectExclusion statuswatch-handled-requests',
    'ProjectExclusion statuswatch-refused-deliveries',
    'ProjectExclusion statuswatch-webhook-requests',
    'ProjectSink statuswatch-event-archive',
    'ProjectSink statuswatch-event-topic',
    'RandomId suffix',
    'RandomPassword webhook-token',
    'Repository container-image',
    ...queries.flatMap((query) => [`SavedQuery ${query}`, `SavedQuery ${query}-sql`]),
    'Secret statuswatch-webhook-token',
    'SecretIamBinding webhook-token-accessor',
    'SecretVersion webhook-token',
    'Service artifactregistry.googleapis.com',
    'Service board',
    'Service cloudresourcemanager.googleapis.com',
    'Service iam.googleapis.com',
    'Service logging.googleapis.com',
    'Service monitoring.googleapis.com',
    'Service pubsub.googleapis.com',
    'Service receiver',
    'Service run.googleapis.com',
    'Service secretmanager.googleapis.com',
    'Topic statuswatch-events',
    'TopicIAMBinding event-topic-publisher',
    'UptimeCheckConfig receiver-uptime',
  ]);
  t.deepEqual(stack.cloud.resources(), []);
  t.deepEqual(stack.warnings, []);
});

test.serial('creates everything with one up, each resource after what it needs', async (t) => {
  const { failure } = await stack.run('up');
  t.is(failure, undefined);
  const needs = async (name: string, ...others: ReadonlyArray<string>) => {
    const before = await stack.createdBefore(name);
    t.deepEqual(
      others.filter((other) => !before.includes(other)),
      [],
      name,
    );
  };
  await needs('Repository container-image', 'Service artifactregistry.googleapis.com');
  await needs('ProjectBucketConfig event-archive', 'Service logging.googleapis.com');
  await needs('ProjectExclusion statuswatch-webhook-requests', 'Service logging.googleapis.com');
  await needs('Account statuswatch-receiver', 'Service iam.googleapis.com');
  await needs('Secret statuswatch-webhook-token', 'Service secretmanager.googleapis.com');
  await needs(
    'Service receiver',
    'Service run.googleapis.com',
    'Image container-image',
    'Account statuswatch-receiver',
    'SecretVersion webhook-token',
    'SecretIamBinding webhook-token-accessor',
    'ProjectExclusion statuswatch-webhook-requests',
    'ProjectSink statuswatch-event-archive',
    'ProjectExclusion statuswatch-refused-deliveries',
    'ProjectExclusion statuswatch-handled-requests',
    'TopicIAMBinding event-topic-publisher',
  );
  await needs(
    'Dashboard dashboard',
    'Service monitoring.googleapis.com',
    'Metric deliveries',
    'Metric delivery-delay',
    'Metric refused-deliveries',
    'Metric unrecognised-deliveries',
    ...policies.map((policy) => `AlertPolicy ${policy}`),
  );
});

test.serial('outputs the URLs, the one with the token as a secret', async (t) => {
  const outputs = await stack.outputs();
  const url = /^https:\/\/statuswatch-receiver-[0-9a-f]{8}-\w+-ew\.a\.run\.app/;
  const value = (name: string) => String(outputs[name]?.value);
  t.deepEqual(
    Object.entries(outputs).flatMap(([name, { secret }]) => (secret ? [name] : [])),
    ['webhookUrl'],
  );
  t.regex(value('serviceUrl'), new RegExp(`${url.source}$`));
  t.is(value('docsUrl'), `${value('serviceUrl')}/docs`);
  t.regex(value('webhookUrl'), new RegExp(`${url.source}/webhook/statuspage/[A-Za-z0-9]{43}$`));
  t.regex(value('imageDigest'), /^sha256:[0-9a-f]{64}$/);
  t.regex(value('eventsBucket'), /^statuswatch-[0-9a-f]{8}$/);
  t.regex(value('dashboardUrl'), /^https:\/\/console\.cloud\.google\.com\/monitoring\/dashboards\/builder\/\d+;/);
  t.true(value('logsUrl').includes(encodeURIComponent(`/buckets/${value('eventsBucket')}/views/_AllLogs`)));
  generatedToken.value = value('webhookUrl').slice(-43);
  t.deepEqual(receiversIn(stack.cloud.serving()).map(tokensOf), [[generatedToken.value]]);
});

test.serial('changes nothing on a second up or on a refresh', async (t) => {
  const again = await stack.run('up', { expectNoChanges: true });
  t.deepEqual(again, { failure: undefined, steps: [], operations: [] });
  const refreshed = await stack.run('refresh', { expectNoChanges: true });
  t.is(refreshed.failure, undefined);
  t.deepEqual(refreshed.operations, []);
});

const bothServices = ['update Service board', 'update Service receiver'];
const settings = [
  { setting: 'statuswatch:retentionDays', value: '30', steps: ['update ProjectBucketConfig event-archive'] },
  { setting: 'statuswatch:maxInstances', value: '2', steps: ['update Service receiver'] },
  { setting: 'statuswatch:logLevel', value: 'debug', steps: bothServices },
  { setting: 'statuswatch:pages', value: 'abc=Example', steps: bothServices },
  { setting: 'statuswatch:silenceDays', value: '10', steps: ['update AlertPolicy silent-provider'] },
];
settings.forEach(({ setting, value, steps: expected }) => {
  test.serial(`changes only what ${setting} concerns`, async (t) => {
    await stack.configure(setting, value);
    const { failure, steps } = await stack.run('up');
    t.is(failure, undefined);
    t.deepEqual(steps.toSorted(), expected);
  });
});

test.serial('rebuilds the image when its content changes, and not when the rest of the checkout does', async (t) => {
  mkdirSync(join(stack.checkout, 'docs'));
  appendFileSync(join(stack.checkout, 'docs', 'new.md'), 'new');
  appendFileSync(join(stack.checkout, 'infra', 'create-stack.ts'), '\n');
  t.deepEqual((await stack.run('up')).steps, []);
  mkdirSync(join(stack.checkout, 'service'), { recursive: true });
  appendFileSync(join(stack.checkout, 'service', 'new.ts'), 'export {};\n');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  t.deepEqual(steps.toSorted(), ['update Image container-image', ...bothServices]);
});

test.serial('rebuilds the image on moved base images when told to', async (t) => {
  stack.cloud.docker.baseImages = 'with patches';
  t.deepEqual((await stack.run('up')).steps, []);
  await stack.configure('statuswatch:imageRefresh', '2026-W12');
  const moved = await stack.run('up');
  t.is(moved.failure, undefined);
  t.deepEqual(moved.steps.toSorted(), ['update Image container-image', ...bothServices]);
  await stack.configure('statuswatch:imageRefresh', '2026-W13');
  t.deepEqual((await stack.run('up')).steps, ['update Image container-image']);
});

test.serial('rotates the token through a revision that accepts both, so that no delivery is refused', async (t) => {
  const oldToken = generatedToken.value;
  await stack.configure('statuswatch:webhookToken', `${newToken},${oldToken}`, { secret: true });
  const added = await stack.run('up');
  t.is(added.failure, undefined);
  t.deepEqual(
    added.operations.map(({ kind, type }) => `${kind} ${type.split(':').at(-1) ?? ''}`),
    ['create SecretVersion', 'update Service', 'delete RandomPassword'],
  );
  t.true(
    added.operations.every(
      ({ serving }) =>
        receiversIn(serving).length === 1 &&
        receiversIn(serving).every((revision) => tokensOf(revision).includes(oldToken)),
    ),
  );
  t.deepEqual(receiversIn(stack.cloud.serving()).map(tokensOf), [[newToken, oldToken]]);
  const revisions = new Map(
    added.operations.flatMap(({ serving }) => receiversIn(serving)).map((it) => [JSON.stringify(it), it]),
  );
  t.is(revisions.size, 2);
  for (const revision of revisions.values()) t.is(await answerOf(t, revision, oldToken), 200);
  t.is(await answerOf(t, receiversIn(stack.cloud.serving())[0] ?? {}, newToken), 200);
  t.true(String((await stack.outputs())['webhookUrl']?.value).endsWith(`/webhook/statuspage/${newToken}`));

  const former = receiverInputs();
  await stack.configure('statuswatch:webhookToken', newToken, { secret: true });
  const removed = await stack.run('up');
  t.is(removed.failure, undefined);
  t.true(
    removed.operations.every(({ serving }) =>
      receiversIn(serving).every((revision) => tokensOf(revision).includes(newToken)),
    ),
  );
  t.deepEqual(receiversIn(stack.cloud.serving()).map(tokensOf), [[newToken]]);
  const [revision = {}] = receiversIn(stack.cloud.serving());
  t.is(await answerOf(t, revision, newToken), 200);
  t.is(await answerOf(t, revision, oldToken), 401);

  // What a revision that requests are sent back to reads now.
  const walkedBack = stack.cloud.environmentOf(former);
  t.deepEqual(tokensOf(walkedBack), [newToken, oldToken]);
  t.is(await answerOf(t, walkedBack, oldToken), 200);
});

test.serial('adds an HMAC secret, readable before the revision that needs it', async (t) => {
  await stack.configure('statuswatch:webhookSecret', webhookSecret, { secret: true });
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  t.deepEqual(steps.toSorted(), [
    'create Secret statuswatch-webhook-secret',
    'create SecretIamBinding webhook-secret-accessor',
    'create SecretVersion webhook-secret',
    'update Service receiver',
  ]);
  t.like(receiversIn(stack.cloud.serving())[0], { STATUSPAGE_WEBHOOK_SECRET: webhookSecret });
});

test.serial('adds the Slack announcer once it is configured', async (t) => {
  await stack.configure('statuswatch:slackBotToken', slackBotToken, { secret: true });
  await stack.configure('statuswatch:slackChannel', 'C0123456789');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  t.deepEqual(steps.toSorted(), [
    'create Account statuswatch-push',
    'create Account statuswatch-slack',
    'create AlertPolicy slack-announcement-failures',
    'create AlertPolicy slack-dead-letters',
    'create IAMBinding push-identity-token-creator',
    'create Metric failed-announcements',
    'create Secret statuswatch-slack-bot-token',
    'create SecretIamBinding slack-bot-token-accessor',
    'create SecretVersion slack-bot-token',
    'create Service slack-announcer',
    'create ServiceIamBinding slack-announcer-invoker',
    'create ServiceIdentity pubsub-agent',
    'create Subscription statuswatch-slack-announcer',
    'create Subscription statuswatch-slack-announcer-dead-letters',
    'create SubscriptionIAMBinding slack-announcer-subscriber',
    'create Topic statuswatch-slack-announcer-dead-letters',
    'create TopicIAMBinding slack-announcer-dead-letter-publisher',
    'update AlertPolicy container-failure',
    'update Dashboard dashboard',
  ]);
  t.deepEqual(
    stack.cloud.serving().flatMap(({ SLACK_BOT_TOKEN }) => SLACK_BOT_TOKEN ?? []),
    [slackBotToken],
  );
  const { deadLetterSubscriptions } = await stack.outputs();
  t.regex(
    JSON.stringify(deadLetterSubscriptions?.value),
    /^\{"slack":"statuswatch-slack-announcer-dead-letters-[0-9a-f]{7}"\}$/,
  );
  t.deepEqual((await stack.run('up', { expectNoChanges: true })).steps, []);
});

test.serial('changes only the announcer with an announcement rule', async (t) => {
  await stack.configure('statuswatch:announceMinImpact', 'major');
  t.deepEqual((await stack.run('up')).steps, ['update Service slack-announcer']);
});

test.serial('adds the poller once pages are to be polled', async (t) => {
  await stack.configure('statuswatch:pollPages', 'https://status.openai.com,Stripe=https://www.stripestatus.com');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  t.deepEqual(steps.toSorted(), [
    'create Account statuswatch-poller',
    'create Account statuswatch-scheduler',
    'create AlertPolicy page-unreadable',
    'create AlertPolicy poller-not-running',
    'create AlertPolicy webhooks-missing',
    'create IAMMember poller-log-view-accessor',
    'create Job statuswatch-poll',
    'create Service cloudscheduler.googleapis.com',
    'create Service poller',
    'create ServiceIamBinding poll-invoker',
    ...pollerUpdates,
  ]);
  const poller = stack.cloud.serving().find((it) => 'POLL_PAGES' in it && !('POLL_MINUTES' in it));
  t.regex(String(poller?.['HISTORY_LOG_VIEW']), /\/buckets\/statuswatch-[0-9a-f]{8}\/views\/_AllLogs$/);
  t.true(E.isRight(readPollerConfig({ ...poller, K_SERVICE: 'poller' })));
  const before = await stack.createdBefore('Service poller');
  t.deepEqual(
    ['ProjectSink statuswatch-event-archive', 'ProjectSink statuswatch-event-topic'].filter(
      (sink) => !before.includes(sink),
    ),
    [],
  );
  t.deepEqual((await stack.run('up', { expectNoChanges: true })).steps, []);
});

test.serial('polls as often as told', async (t) => {
  await stack.configure('statuswatch:pollMinutes', '15');
  t.deepEqual((await stack.run('up')).steps.toSorted(), ['update Job statuswatch-poll', 'update Service board']);
});

test.serial('removes the poller with its setting, and leaves the rest as it was', async (t) => {
  await stack.configure('statuswatch:pollPages', '');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  const [updates, deletions] = [/^update /, /^delete /].map((kind) => steps.filter((step) => kind.test(step)));
  t.deepEqual(updates?.toSorted(), pollerUpdates);
  t.is(deletions?.length, 10);
  t.is(steps.length, 10 + pollerUpdates.length);
  t.deepEqual((await stack.run('up', { expectNoChanges: true })).steps, []);
});

test.serial('lets members see the board, by IAM or after a login in the browser', async (t) => {
  await stack.configure('statuswatch:boardMembers', 'group:on-call@example.com');
  t.deepEqual((await stack.run('up')).steps, ['create ServiceIamBinding board-invoker']);
  await stack.configure('statuswatch:boardIap', 'true');
  const login = await stack.run('up');
  t.is(login.failure, undefined);
  t.deepEqual(login.steps.toSorted(), [
    'create Service iap.googleapis.com',
    'create ServiceIdentity iap-agent',
    'create WebCloudRunServiceIamMember board-group:on-call@example.com',
    'update Service board',
    'update Service slack-announcer',
    'update ServiceIamBinding board-invoker',
  ]);
  t.deepEqual((await stack.run('up', { expectNoChanges: true })).steps, []);
  await stack.configure('statuswatch:boardIap', 'false');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  t.is(steps.length, 6);
  t.true(String((await stack.outputs())['boardUrl']?.value).startsWith('https://statuswatch-board-'));
});

const resourcesOf = (target: string, secret: string) => [
  `Account statuswatch-${target}`,
  `AlertPolicy ${target}-announcement-failures`,
  `AlertPolicy ${target}-dead-letters`,
  `Secret statuswatch-${secret}`,
  `SecretIamBinding ${secret}-accessor`,
  `SecretVersion ${secret}`,
  `Service ${target}-announcer`,
  `ServiceIamBinding ${target}-announcer-invoker`,
  `Subscription statuswatch-${target}-announcer`,
  `Subscription statuswatch-${target}-announcer-dead-letters`,
  `SubscriptionIAMBinding ${target}-announcer-subscriber`,
  `Topic statuswatch-${target}-announcer-dead-letters`,
  `TopicIAMBinding ${target}-announcer-dead-letter-publisher`,
];

test.serial('goes from one target to three and back, and leaves the first alone', async (t) => {
  const others = [...resourcesOf('teams', 'teams-webhook-url'), ...resourcesOf('pagerduty', 'pagerduty-routing-key')];
  const shared = ['AlertPolicy container-failure', 'Dashboard dashboard', 'Metric failed-announcements'];
  await stack.configure('statuswatch:teamsWebhookUrl', teamsWebhookUrl, { secret: true });
  await stack.configure('statuswatch:pagerdutyRoutingKey', pagerdutyRoutingKey, { secret: true });
  await stack.configure('statuswatch:pagerdutyMinImpact', 'critical');
  const added = await stack.run('up');
  t.is(added.failure, undefined);
  t.deepEqual(
    added.steps.toSorted(),
    [...others.map((other) => `create ${other}`), ...shared.map((each) => `update ${each}`)].toSorted(),
  );
  t.deepEqual(
    stack.cloud
      .serving()
      .filter((revision) => 'ANNOUNCE_MIN_IMPACT' in revision)
      .map(({ SLACK_BOT_TOKEN, TEAMS_WEBHOOK_URL, PAGERDUTY_ROUTING_KEY, ANNOUNCE_MIN_IMPACT }) => [
        SLACK_BOT_TOKEN ?? TEAMS_WEBHOOK_URL ?? PAGERDUTY_ROUTING_KEY,
        ANNOUNCE_MIN_IMPACT,
      ])
      .toSorted(),
    [
      [slackBotToken, 'major'],
      [teamsWebhookUrl, 'major'],
      [pagerdutyRoutingKey, 'critical'],
    ].toSorted(),
  );
  const { deadLetterSubscriptions } = await stack.outputs();
  t.deepEqual(Object.keys(deadLetterSubscriptions?.value as object).toSorted(), ['pagerduty', 'slack', 'teams']);
  t.deepEqual((await stack.run('up', { expectNoChanges: true })).steps, []);

  await stack.configure('statuswatch:teamsWebhookUrl', '', { secret: true });
  await stack.configure('statuswatch:pagerdutyRoutingKey', '', { secret: true });
  const removed = await stack.run('up');
  t.is(removed.failure, undefined);
  t.deepEqual(
    removed.steps.toSorted(),
    [...others.map((other) => `delete ${other}`), ...shared.map((each) => `update ${each}`)].toSorted(),
  );
});

test.serial('notifies by email', async (t) => {
  await stack.configure('statuswatch:alertEmail', 'on-call@example.com');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  t.deepEqual(
    steps.toSorted(),
    [
      'create NotificationChannel email',
      ...[...policies, 'slack-dead-letters', 'slack-announcement-failures'].map(
        (policy) => `update AlertPolicy ${policy}`,
      ),
    ].toSorted(),
  );
  const policiesNow = stack.cloud.resources().filter(({ type }) => type === 'gcp:monitoring/alertPolicy:AlertPolicy');
  t.true(
    policiesNow.every(({ inputs }) =>
      JSON.stringify(inputs['notificationChannels']).includes('/notificationChannels/'),
    ),
  );
});

test.serial('stores every secret encrypted, and prints none', (t) => {
  const secrets = [
    generatedToken.value,
    newToken,
    webhookSecret,
    slackBotToken,
    teamsWebhookUrl,
    pagerdutyRoutingKey,
    ...stack.accessTokens,
  ];
  const leaks = (text: string) => secrets.filter((secret) => text.includes(secret));
  t.true(secrets.length > 10 && secrets.every((secret) => secret.length > 16));
  t.true(stack.written().includes('"ciphertext"') && stack.written().includes('statuswatch-receiver'));
  t.deepEqual(leaks(stack.written()), []);
  t.true(stack.printed().includes('[secret]') && stack.printed().includes('statuswatch-receiver'));
  t.deepEqual(leaks(stack.printed()), []);
});

test.serial('lets readers in, and labels everything', async (t) => {
  await stack.configure('statuswatch:readers', 'group:on-call@example.com');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  t.deepEqual(steps.toSorted(), [
    'create IAMMember monitoring-viewer-group:on-call@example.com',
    'create LogViewIamBinding event-readers',
  ]);
  await stack.configure('statuswatch:labels', 'owner=platform');
  const labelled = await stack.run('up');
  t.is(labelled.failure, undefined);
  t.true(labelled.steps.length > 15 && labelled.steps.every((step) => step.startsWith('update ')));
  t.deepEqual((await stack.run('up', { expectNoChanges: true })).failure, undefined);
});

test.serial('moves to another region, where everything is new and of the old only the events stay', async (t) => {
  const [formerBucket = ''] = idsOf('ProjectBucketConfig');
  const [, suffix = ''] = /-([0-9a-f]{8})$/.exec(formerBucket) ?? [];
  await stack.configure('statuswatch:region', 'us-east1');
  const { failure } = await stack.run('up');
  t.is(failure, undefined);
  t.deepEqual(
    stack.cloud
      .resources()
      .filter((resource) => JSON.stringify(resource).includes(suffix))
      .map(({ outputs }) => outputs['id']),
    [formerBucket],
  );
  t.is(idsOf('ProjectBucketConfig').length, 2);
  t.is(stack.cloud.serving().length, 3);
  t.deepEqual((await stack.run('up', { expectNoChanges: true })).failure, undefined);
  t.deepEqual(stack.warnings, []);
});

test.serial('leaves nothing but enabled APIs and the events after a destroy', async (t) => {
  t.is((await stack.run('destroy')).failure, undefined);
  t.deepEqual(
    stack.cloud.resources().map(({ type }) => type),
    Array(2).fill('gcp:logging/projectBucketConfig:ProjectBucketConfig'),
  );
  t.is(stack.cloud.enabledApis.size, 10);
});

test.serial('can be created again right after a destroy', async (t) => {
  const { failure } = await stack.run('up');
  t.is(failure, undefined);
  t.true(
    stack.cloud
      .serving()
      .map(tokensOf)
      .some(([token]) => token === newToken),
  );
});

test.serial('removes the announcer with its settings, and leaves the rest alone', async (t) => {
  await stack.configure('statuswatch:slackBotToken', '', { secret: true });
  await stack.configure('statuswatch:slackChannel', '');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  const [updates, deletions] = [/^update /, /^delete /].map((kind) => steps.filter((step) => kind.test(step)));
  t.deepEqual(updates?.toSorted(), ['update AlertPolicy container-failure', 'update Dashboard dashboard']);
  t.is(deletions?.length, 17);
  t.is(steps.length, 19);
  t.deepEqual((await stack.outputs())['deadLetterSubscriptions']?.value, {});
});

test.serial('deletes the events too if they are not to be kept', async (t) => {
  const kept = idsOf('ProjectBucketConfig').slice(0, 2);
  await stack.configure('statuswatch:keepEvents', 'false');
  const { failure, steps } = await stack.run('up');
  t.is(failure, undefined);
  t.deepEqual(steps, []);
  t.is((await stack.run('destroy')).failure, undefined);
  t.deepEqual(idsOf(''), kept);
});
