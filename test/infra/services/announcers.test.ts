import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { readSettings } from '../../../infra/settings/read-settings.ts';
import { readConfig } from '../../../service/programs/announcer/config.ts';
import { defaultConfig, secretKeysJson } from '../project-config.ts';
import {
  type Deployment,
  inputsOf,
  ofType,
  only,
  registeredResources,
  settingsWithSlack,
} from '../registered-resources.ts';

type Envs = ReadonlyArray<Readonly<{ name: string; value?: string; valueSource?: unknown }>>;
type Service = Readonly<{
  template: Readonly<{ serviceAccount: string; containers: readonly [Readonly<{ envs: Envs }>] }>;
}>;

const secrets = {
  'statuswatch:slackBotToken': 'xoxb-hidden-token',
  'statuswatch:teamsWebhookUrl': 'https://prod-1.westeurope.logic.azure.com:443/workflows/hidden?sig=hidden',
  'statuswatch:pagerdutyRoutingKey': 'hidden0f0n1ys3rv1c3abcdefghijkl3',
  'statuswatch:googleChatWebhookUrl': 'https://chat.googleapis.com/v1/spaces/AAAA/messages?key=hidden&token=hidden',
  'statuswatch:outgoingWebhookUrl': 'https://example.com/hidden',
  'statuswatch:outgoingWebhookSecret': `whsec_${Buffer.alloc(32, 'hidden').toString('base64')}`,
};

const settingsOf = (configured: Readonly<Record<string, string>>) => {
  const settings = readSettings({ ...defaultConfig, ...configured }, secretKeysJson);
  if (E.isLeft(settings)) throw new Error(settings.left.join('; '));
  return settings.right;
};

const all = await registeredResources(
  settingsOf({
    ...secrets,
    'statuswatch:slackChannel': 'C0123456789',
    'statuswatch:announceMinImpact': 'minor',
    'statuswatch:pagerdutyMinImpact': 'critical',
    'statuswatch:pagerdutyUrl': 'https://events.eu.pagerduty.com',
  }),
);
const slackAlone = await registeredResources(settingsWithSlack());

const names = ['slack', 'teams', 'pagerduty', 'chat', 'webhook'];

const templateOf = (deployment: Deployment, name: string) =>
  (only(deployment, 'cloudrunv2/service:Service', name).inputs as Service).template;

test('gives each target an announcer, an identity, a subscription, dead letters and alerts of its own', (t) => {
  const namesOf = (type: string) => ofType(all, type).map(({ name }) => name);
  for (const name of names) {
    t.true(namesOf('cloudrunv2/service:Service').includes(`${name}-announcer`));
    t.is(templateOf(all, `${name}-announcer`).serviceAccount, `statuswatch-${name}@mocked`);
    t.true(`statuswatch-${name}-1234567`.length <= 30, 'an account ID has at most 30 characters');
    t.deepEqual(
      namesOf('pubsub/subscription:Subscription').filter((subscription) => subscription.includes(`-${name}-announcer`)),
      [`statuswatch-${name}-announcer-dead-letters`, `statuswatch-${name}-announcer`],
    );
    t.deepEqual(
      namesOf('alertPolicy:AlertPolicy').filter((policy) => policy.startsWith(`${name}-`)),
      [`${name}-dead-letters`, `${name}-announcement-failures`],
    );
  }
  t.deepEqual(Object.keys(JSON.parse(all.outputs['deadLetterSubscriptions'] ?? '') as object), names);
});

test('lets each announcer read the secrets of its own target alone', (t) => {
  const readers = inputsOf<Readonly<{ secretId: string; members: ReadonlyArray<string> }>>(all, 'SecretIamBinding')
    .map(({ secretId, members }) => [secretId, ...members])
    .filter(([secretId = '']) => !secretId.includes('webhook-token'));
  t.deepEqual(readers, [
    ['statuswatch-slack-bot-token-mocked', 'serviceAccount:statuswatch-slack@mocked'],
    ['statuswatch-teams-webhook-url-mocked', 'serviceAccount:statuswatch-teams@mocked'],
    ['statuswatch-pagerduty-routing-key-mocked', 'serviceAccount:statuswatch-pagerduty@mocked'],
    ['statuswatch-google-chat-webhook-url-mocked', 'serviceAccount:statuswatch-chat@mocked'],
    ['statuswatch-outgoing-webhook-url-mocked', 'serviceAccount:statuswatch-webhook@mocked'],
    ['statuswatch-outgoing-webhook-secret-mocked', 'serviceAccount:statuswatch-webhook@mocked'],
  ]);
  t.notRegex(
    [...all.resources.map(({ inPlainText }) => inPlainText), JSON.stringify(all.outputs)].join('\n'),
    /hidden/,
  );
});

const secretValues: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: secrets['statuswatch:slackBotToken'],
  TEAMS_WEBHOOK_URL: secrets['statuswatch:teamsWebhookUrl'],
  PAGERDUTY_ROUTING_KEY: secrets['statuswatch:pagerdutyRoutingKey'],
  GOOGLE_CHAT_WEBHOOK_URL: secrets['statuswatch:googleChatWebhookUrl'],
  OUTGOING_WEBHOOK_URL: secrets['statuswatch:outgoingWebhookUrl'],
  OUTGOING_WEBHOOK_SECRET: secrets['statuswatch:outgoingWebhookSecret'],
};

test('gives each announcer settings that the program accepts, its target’s minimum impact included', (t) => {
  const configs = names.map((name) => {
    const { envs } = templateOf(all, `${name}-announcer`).containers[0];
    return readConfig(
      Object.fromEntries(envs.map((env) => [env.name, 'value' in env ? env.value : secretValues[env.name]])),
    );
  });
  t.like(
    configs.map((config) => (E.isLeft(config) ? config.left : config.right.target)),
    [
      { _tag: 'Slack', rules: { minImpact: 'minor' } },
      { _tag: 'Teams', rules: { minImpact: 'minor' } },
      {
        _tag: 'PagerDuty',
        rules: { minImpact: 'critical' },
        config: { url: 'https://events.eu.pagerduty.com/', routingKey: secretValues['PAGERDUTY_ROUTING_KEY'] ?? '' },
      },
      { _tag: 'GoogleChat', rules: { minImpact: 'minor' } },
      { _tag: 'OutgoingWebhook', rules: { minImpact: 'minor' } },
    ],
  );
});

test('leaves the resources of Slack as they are without other targets', (t) => {
  const known = new Set(all.resources.map(({ type, name }) => `${type} ${name}`));
  t.deepEqual(
    slackAlone.resources.map(({ type, name }) => `${type} ${name}`).filter((each) => !known.has(each)),
    [],
  );
});

test('tells all mistakes at once, by key and never by value', (t) => {
  t.deepEqual(
    readSettings(
      {
        ...defaultConfig,
        'statuswatch:teamsWebhookUrl': 'https://hidden.webhook.office.com/webhookb2/hidden',
        'statuswatch:teamsMinImpact': 'hidden',
        'statuswatch:pagerdutyRoutingKey': 'hidden',
        'statuswatch:pagerdutyUrl': 'http://hidden.example.com',
        'statuswatch:googleChatWebhookUrl': 'https://chat.googleapis.com/v1/spaces/hidden/messages',
        'statuswatch:outgoingWebhookUrl': 'https://example.com/hidden',
      },
      JSON.stringify(Object.keys(secrets).filter((key) => !key.includes('google'))),
    ),
    E.left([
      'statuswatch:teamsWebhookUrl must be the https URL of a workflow (Office 365 connectors are retired)',
      'statuswatch:pagerdutyRoutingKey must be an integration key of 32 letters and digits',
      'statuswatch:googleChatWebhookUrl must be the https URL of a webhook, such as https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
      'statuswatch:teamsMinImpact must be one of none, minor, major, critical',
      'statuswatch:pagerdutyUrl must be an https URL without a path',
      'statuswatch:googleChatWebhookUrl must be encrypted: pulumi config set --secret statuswatch:googleChatWebhookUrl',
      'statuswatch:outgoingWebhookUrl and statuswatch:outgoingWebhookSecret need each other',
    ]),
  );
});

for (const [bytes, isAccepted] of [
  [23, false],
  [24, true],
  [25, true],
  [26, true],
  [63, true],
  [64, true],
  [65, false],
] as const) {
  test(`${isAccepted ? 'accepts' : 'refuses'} a signing secret of ${bytes} bytes, as the program does`, (t) => {
    const secret = `whsec_${Buffer.alloc(bytes, 'a').toString('base64')}`;
    const url = 'https://example.com/';
    t.is(
      E.isRight(
        readSettings(
          {
            ...defaultConfig,
            'statuswatch:outgoingWebhookUrl': url,
            'statuswatch:outgoingWebhookSecret': `${secret}, ${secret}`,
          },
          secretKeysJson,
        ),
      ),
      isAccepted,
    );
    t.is(
      E.isRight(readConfig({ OUTGOING_WEBHOOK_URL: url, OUTGOING_WEBHOOK_SECRET: `${secret}, ${secret}` })),
      isAccepted,
    );
  });
}
