import { readFile } from 'node:fs/promises';
import * as pulumi from '@pulumi/pulumi';
import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { pipe } from 'fp-ts/lib/function.js';
import { readSettings } from '../../infra/read-settings.ts';

const defaults = {
  'gcp:project': 'demo-project',
  'gcp:region': 'europe-west1',
  'statuswatch:pages': '',
  'statuswatch:maxInstances': '5',
  'statuswatch:retentionDays': '400',
  'statuswatch:logLevel': 'info',
  'statuswatch:webhookToken': '',
  'statuswatch:webhookSecret': '',
  'statuswatch:slackBotToken': '',
  'statuswatch:slackChannel': '',
  'statuswatch:slackWebhookUrl': '',
  'statuswatch:announceMinImpact': 'none',
  'statuswatch:announceMaintenance': 'true',
  'statuswatch:announceComponents': '',
  'statuswatch:announceRoutes': '',
  'statuswatch:alertEmail': '',
  'statuswatch:notificationChannels': '',
  'statuswatch:silenceDays': '30',
};
const encrypted = JSON.stringify([
  'statuswatch:webhookToken',
  'statuswatch:webhookSecret',
  'statuswatch:slackBotToken',
  'statuswatch:slackWebhookUrl',
]);
const bot = { 'statuswatch:slackBotToken': 'xoxb-a-token', 'statuswatch:slackChannel': 'C0123456789' };

const mistakesIn = (given: Readonly<Record<string, string>>, encryptedKeys: string | undefined = encrypted) =>
  pipe(
    readSettings({ ...defaults, ...given }, encryptedKeys),
    E.match(
      (mistakes) => [...mistakes],
      () => [],
    ),
  );

const tokenIn = (token: string) =>
  pipe(
    readSettings({ ...defaults, 'statuswatch:webhookToken': token }, encrypted),
    E.map(({ webhookToken }) => webhookToken),
    O.fromEither,
    O.flatten,
    O.toUndefined,
  );

test('reads the settings of a stack', (t) => {
  t.deepEqual(
    readSettings(
      { ...defaults, 'statuswatch:pages': ' abc=Example Inc , def = Other', 'aws:region': 'ignored' },
      undefined,
    ),
    E.right({
      project: 'demo-project',
      region: 'europe-west1',
      pages: 'abc=Example Inc,def = Other',
      maxInstances: 5,
      retentionDays: 400,
      logLevel: 'info',
      webhookToken: O.none,
      webhookSecret: O.none,
      announcing: O.none,
      alertEmail: O.none,
      notificationChannels: [],
      silenceDays: 30,
    }),
  );
});

test('makes a given token a secret at once, without blanks and empty items', async (t) => {
  const token = tokenIn(' first-token-of-two , ,second-token-of-two,');
  t.true(pulumi.Output.isInstance(token) && (await pulumi.isSecret(token)));
  t.is(await new Promise((resolve) => token?.apply(resolve)), 'first-token-of-two,second-token-of-two');
});

test('reports all mistakes together, by name and with what would be right', (t) => {
  t.deepEqual(
    mistakesIn({
      'gcp:project': '',
      'gcp:region': 'Europe',
      'statuswatch:pages': 'GitHub',
      'statuswatch:maxInstances': 'many',
      'statuswatch:retentionDays': '0',
      'statuswatch:logLevel': 'verbose',
      'statuswatch:webhookToken': 'too-short',
      'statuswatch:webhookSecret': 'a-secret-long-enough,too-short',
      'statuswatch:slackBotToken': 'xoxp-of-a-person',
      'statuswatch:slackChannel': '#incidents',
      'statuswatch:slackWebhookUrl': 'http://hooks.slack.com/services/a/b/c',
      'statuswatch:announceMinImpact': 'low',
      'statuswatch:announceMaintenance': 'maybe',
      'statuswatch:announceRoutes': 'GitHub=#github',
      'statuswatch:alertEmail': 'on call',
      'statuswatch:notificationChannels': 'e-mail',
      'statuswatch:silenceDays': '-1',
      'statuswatch:maxInstance': '3',
    }),
    [
      'gcp:project must be the id of a Google Cloud project: 6 to 30 lower-case letters, digits and hyphens',
      'gcp:region must be a Google Cloud region, such as europe-west1',
      'statuswatch:pages must be a list such as kctbh9vrtdwd=GitHub,yh6f0r4529hb=Cloudflare',
      'statuswatch:maxInstances must be a whole number from 1 to 100',
      'statuswatch:retentionDays must be a whole number from 1 to 3650',
      'statuswatch:logLevel must be one of emerg, alert, crit, error, warning, notice, info, debug',
      'statuswatch:webhookToken must be a list with commas between of tokens of at least 16 letters, digits, ".", "_", "~" or "-"',
      'statuswatch:webhookSecret must be a list with commas between of secrets of at least 16 characters',
      'statuswatch:slackBotToken must be a bot token, which begins with xoxb-',
      'statuswatch:slackChannel must be the id of a channel, such as C0123456789',
      'statuswatch:slackWebhookUrl must be an https URL',
      'statuswatch:announceMinImpact must be one of none, minor, major, critical',
      'statuswatch:announceMaintenance must be true or false',
      'statuswatch:announceRoutes must be a list such as GitHub=C0123456789,yh6f0r4529hb=C9876543210',
      'statuswatch:alertEmail must be an e-mail address',
      'statuswatch:notificationChannels must be a list of ids of notification channels, such as 1234567890123456789',
      'statuswatch:silenceDays must be a whole number from 0 to 365',
      `statuswatch:maxInstance is not a setting; the settings are ${Object.keys(defaults).join(', ')}`,
      'statuswatch:slackWebhookUrl must not be given beside statuswatch:slackBotToken',
    ],
  );
});

test('says what is missing where nothing is set', (t) => {
  t.deepEqual(
    pipe(
      readSettings({}, undefined),
      E.mapLeft((mistakes) => mistakes.map((mistake) => mistake.split(' ')[0])),
    ),
    E.left([
      'gcp:project',
      'gcp:region',
      'statuswatch:maxInstances',
      'statuswatch:retentionDays',
      'statuswatch:logLevel',
      'statuswatch:announceMinImpact',
      'statuswatch:announceMaintenance',
      'statuswatch:silenceDays',
    ]),
  );
});

test('reads how to announce: by a bot, else by an incoming webhook', async (t) => {
  const announcing = (given: Readonly<Record<string, string>>) =>
    pipe(
      readSettings({ ...defaults, ...given }, encrypted),
      E.map(({ announcing }) => announcing),
      O.fromEither,
      O.flatten,
      O.toUndefined,
    );
  const byBot = announcing({
    ...bot,
    'statuswatch:announceComponents': ' Actions , Pages',
    'statuswatch:announceRoutes': 'GitHub = C1111111111',
  });
  t.like(byBot, {
    slack: { _tag: 'Bot', channel: 'C0123456789' },
    minImpact: 'none',
    maintenance: 'true',
    components: 'Actions,Pages',
    routes: 'GitHub = C1111111111',
  });
  const byWebhook = announcing({ 'statuswatch:slackWebhookUrl': 'https://hooks.slack.com/services/a/b/c' });
  t.true(byBot?.slack._tag === 'Bot' && (await pulumi.isSecret(byBot.slack.token)));
  t.true(byWebhook?.slack._tag === 'Webhook' && (await pulumi.isSecret(byWebhook.slack.url)));
});

test('takes a notification channel by its id or by its full name', (t) => {
  const elsewhere = 'projects/other-project/notificationChannels/2';
  t.deepEqual(
    pipe(
      readSettings({ ...defaults, 'statuswatch:notificationChannels': ` 1, ${elsewhere} ` }, encrypted),
      E.map(({ notificationChannels }) => notificationChannels),
    ),
    E.right(['projects/demo-project/notificationChannels/1', elsewhere]),
  );
});

test('says what is missing beside half of a way to Slack', (t) => {
  t.deepEqual(mistakesIn({ 'statuswatch:slackBotToken': 'xoxb-a-token' }), [
    'statuswatch:slackChannel must be given beside statuswatch:slackBotToken',
  ]);
  const alone =
    'statuswatch:slackBotToken must be given beside statuswatch:slackChannel and statuswatch:announceRoutes';
  t.deepEqual(mistakesIn({ 'statuswatch:slackChannel': 'C0123456789' }), [alone]);
  t.deepEqual(mistakesIn({ 'statuswatch:announceRoutes': 'GitHub=C0123456789' }), [alone]);
  t.deepEqual(mistakesIn(bot), []);
});

test('refuses a secret that the stack keeps in plain text', (t) => {
  const secrets = {
    'statuswatch:webhookToken': 'a-token-of-this-length',
    'statuswatch:webhookSecret': 'a-secret-of-this-length',
  };
  t.deepEqual(mistakesIn(secrets, '["statuswatch:webhookToken"]'), [
    'statuswatch:webhookSecret must be encrypted: pulumi config set --secret statuswatch:webhookSecret',
  ]);
  t.is(mistakesIn(secrets, '[]').length, 2);
  t.is(mistakesIn(secrets, 'not JSON').length, 2);
  t.deepEqual(mistakesIn(secrets), []);
});

test('refuses a token that cannot stand in a URL as it is', (t) => {
  fc.assert(
    fc.property(fc.string({ minLength: 16 }), (token) => {
      const refused = mistakesIn({ 'statuswatch:webhookToken': `x${token}` }).length > 0;
      t.true(refused || encodeURIComponent(token.replaceAll(/[,\s]/g, '')) === token.replaceAll(/[,\s]/g, ''));
    }),
  );
});

test('never repeats a value', (t) => {
  const value = fc.string({ minLength: 4, maxLength: 15 }).map((text) => `?${text.replaceAll(',', '?')}?`);
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(defaults)), value, (name, wrong) => {
      const mistakes = mistakesIn({ [name]: wrong }, '[]');
      t.true(mistakes.length > 0 || name === 'statuswatch:announceComponents');
      t.true(mistakes.every((mistake) => mistake.startsWith('statuswatch:slack') || mistake.startsWith(`${name} `)));
      t.false(mistakes.some((mistake) => mistake.includes(wrong)));
    }),
  );
});

test('knows each setting that Pulumi.yaml describes, and no other', async (t) => {
  const project = await readFile(new URL('../../Pulumi.yaml', import.meta.url), 'utf8');
  t.deepEqual(
    [...project.matchAll(/^ {2}(statuswatch:\w+):$/gm)].map(([, name]) => name),
    Object.keys(defaults).filter((name) => name.startsWith('statuswatch:')),
  );
});
