import * as pulumi from '@pulumi/pulumi';
import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { readSettings } from '../../../infra/settings/read-settings.ts';
import { settingKeys } from '../../../infra/settings/stack-config.ts';
import { PageAddresses } from '../../../service/pages/page-address.ts';
import { defaultConfig, secretKeysJson } from '../project-config.ts';
import { plainSettings } from '../registered-resources.ts';

const bot = { 'statuswatch:slackBotToken': 'xoxb-a-token', 'statuswatch:slackChannel': 'C0123456789' };

const mistakesIn = (given: Readonly<Record<string, string>>, encryptedKeys: string | undefined = secretKeysJson) =>
  pipe(
    readSettings({ ...defaultConfig, ...given }, encryptedKeys),
    E.match(
      (mistakes) => [...mistakes],
      () => [],
    ),
  );

const tokenIn = (token: string) =>
  pipe(
    readSettings({ ...defaultConfig, 'statuswatch:webhookToken': token }, secretKeysJson),
    E.map(({ webhookToken }) => webhookToken),
    O.fromEither,
    O.flatten,
    O.toUndefined,
  );

test('reads the settings of a stack', (t) => {
  t.deepEqual(
    readSettings(
      { ...defaultConfig, 'statuswatch:pages': ' abc=Example Inc , def = Other', 'aws:region': 'ignored' },
      undefined,
    ),
    E.right({ ...plainSettings, pages: O.some('abc=Example Inc,def = Other') }),
  );
});

test('turns a given token into a secret at once, without blanks or empty items', async (t) => {
  const token = tokenIn(' first-token-of-two , ,second-token-of-two,');
  t.true(pulumi.Output.isInstance(token) && (await pulumi.isSecret(token)));
  t.is(await new Promise((resolve) => token?.apply(resolve)), 'first-token-of-two,second-token-of-two');
});

test('reports all mistakes together, by key and with what is expected', (t) => {
  t.deepEqual(
    mistakesIn({
      'gcp:project': '',
      'gcp:region': 'Europe',
      'statuswatch:region': 'eu',
      'statuswatch:pages': 'GitHub',
      'statuswatch:pollPages': 'https://status.example.com,Example=https://status.example.com,status.example.org',
      'statuswatch:pollMinutes': '7',
      'statuswatch:maxInstances': 'many',
      'statuswatch:retentionDays': '0',
      'statuswatch:keepEvents': 'forever',
      'statuswatch:imageRefresh': 'x'.repeat(101),
      'statuswatch:labels': 'owner=platform,stack=mine',
      'statuswatch:readers': 'on-call@example.com',
      'statuswatch:boardMembers': 'everybody',
      'statuswatch:boardIap': 'sometimes',
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
      'statuswatch:notificationChannels': 'email',
      'statuswatch:uptimeCheck': 'daily',
      'statuswatch:silenceDays': '-1',
      'statuswatch:maxInstance': '3',
    }),
    [
      'gcp:project must be the ID of a Google Cloud project: 6 to 30 lower-case letters, digits and hyphens',
      'gcp:region must be a Google Cloud region, such as europe-west1',
      'statuswatch:region must be a Google Cloud region, such as europe-west1',
      'statuswatch:pages must be a list such as kctbh9vrtdwd=GitHub,yh6f0r4529hb=Cloudflare',
      'statuswatch:pollPages must be a comma-separated list of https origins, with or without a name: https://status.openai.com, Stripe=https://www.stripestatus.com',
      'statuswatch:pollMinutes must be one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60',
      'statuswatch:maxInstances must be a whole number from 1 to 100',
      'statuswatch:retentionDays must be a whole number from 1 to 3650',
      'statuswatch:keepEvents must be true or false',
      'statuswatch:imageRefresh must be at most 100 characters, such as 2026-W12',
      'statuswatch:labels must be a list such as owner=platform,cost-centre=1234, of lower-case letters, digits, "_" and "-", without application and stack',
      'statuswatch:readers must be a comma-separated list of readers, such as group:on-call@example.com,user:someone@example.com',
      'statuswatch:boardMembers must be a comma-separated list of people, such as group:on-call@example.com,user:someone@example.com',
      'statuswatch:boardIap must be true or false',
      'statuswatch:logLevel must be one of emerg, alert, crit, error, warning, notice, info, debug',
      'statuswatch:webhookToken must be a comma-separated list of tokens, each of at least 16 letters, digits, ".", "_", "~" or "-", and bound to a page or not: kctbh9vrtdwd:<token>',
      'statuswatch:webhookSecret must be a comma-separated list of secrets, each of at least 16 characters',
      'statuswatch:slackBotToken must be a bot token, which starts with xoxb-',
      'statuswatch:slackWebhookUrl must be an https URL',
      'statuswatch:slackChannel must be the ID of a channel, such as C0123456789',
      'statuswatch:announceMinImpact must be one of none, minor, major, critical',
      'statuswatch:announceMaintenance must be true or false',
      'statuswatch:announceRoutes must be a list such as GitHub=C0123456789,yh6f0r4529hb=C9876543210',
      'statuswatch:alertEmail must be an email address',
      'statuswatch:notificationChannels must be a comma-separated list of notification channel IDs, such as 1234567890123456789',
      'statuswatch:uptimeCheck must be true or false',
      'statuswatch:silenceDays must be a whole number from 0 to 180',
      `statuswatch:maxInstance is not a setting; the settings are ${settingKeys.join(', ')}`,
      'statuswatch:region and gcp:region name different regions: pulumi config rm gcp:region',
      'statuswatch:slackWebhookUrl cannot be combined with statuswatch:slackBotToken',
      'statuswatch:pollPages names a page twice',
    ],
  );
});

test('names every required setting when nothing is set', (t) => {
  t.deepEqual(
    pipe(
      readSettings({}, undefined),
      E.mapLeft((mistakes) => mistakes.map((mistake) => mistake.split(' ')[0])),
    ),
    E.left([
      'gcp:project',
      'statuswatch:pollMinutes',
      'statuswatch:maxInstances',
      'statuswatch:retentionDays',
      'statuswatch:keepEvents',
      'statuswatch:boardIap',
      'statuswatch:logLevel',
      'statuswatch:logClientAddress',
      'statuswatch:announceMinImpact',
      'statuswatch:announceMaintenance',
      'statuswatch:uptimeCheck',
    ]),
  );
});

test('announces by a bot, or else by an incoming webhook', async (t) => {
  const settingsOf = (given: Readonly<Record<string, string>>) =>
    O.toUndefined(O.fromEither(readSettings({ ...defaultConfig, ...given }, secretKeysJson)));
  const byBot = settingsOf({
    ...bot,
    'statuswatch:announceMaintenance': 'false',
    'statuswatch:announceComponents': ' Actions , Pages',
    'statuswatch:announceRoutes': 'GitHub = C1111111111',
  });
  t.deepEqual(byBot?.announcementRules, {
    minImpact: 'none',
    maintenance: false,
    components: O.some('Actions,Pages'),
  });
  const slackBot = O.toUndefined(byBot?.slack ?? O.none);
  t.like(slackBot, { _tag: 'Bot', channel: O.some('C0123456789'), routes: O.some('GitHub = C1111111111') });
  t.true(slackBot?._tag === 'Bot' && (await pulumi.isSecret(slackBot.token)));

  const byWebhook = settingsOf({ 'statuswatch:slackWebhookUrl': 'https://hooks.slack.com/services/a/b/c' });
  const webhook = O.toUndefined(byWebhook?.slack ?? O.none);
  t.true(webhook?._tag === 'IncomingWebhook' && (await pulumi.isSecret(webhook.url)));
});

test('takes the region from statuswatch:region, else from gcp:region, else europe-west1', (t) => {
  const regionOf = (given: Readonly<Record<string, string>>) =>
    pipe(
      readSettings({ ...defaultConfig, ...given }, secretKeysJson),
      E.map(({ region }) => region),
    );
  t.deepEqual(regionOf({}), E.right('europe-west1'));
  t.deepEqual(regionOf({ 'gcp:region': 'us-central1' }), E.right('us-central1'));
  t.deepEqual(regionOf({ 'statuswatch:region': 'us-east1' }), E.right('us-east1'));
  t.deepEqual(regionOf({ 'statuswatch:region': 'us-east1', 'gcp:region': 'us-east1' }), E.right('us-east1'));
  t.deepEqual(mistakesIn({ 'statuswatch:region': 'us-east1', 'gcp:region': 'us-central1' }), [
    'statuswatch:region and gcp:region name different regions: pulumi config rm gcp:region',
  ]);
});

test('reads labels and readers, without blanks', (t) => {
  t.like(
    O.toUndefined(
      O.fromEither(
        readSettings(
          {
            ...defaultConfig,
            'statuswatch:labels': ' owner = platform , cost-centre=1234,,empty=',
            'statuswatch:readers': ' group:on-call@example.com , user:someone@example.com ',
          },
          secretKeysJson,
        ),
      ),
    ),
    {
      labels: { owner: 'platform', 'cost-centre': '1234', empty: '' },
      readers: ['group:on-call@example.com', 'user:someone@example.com'],
    },
  );
});

test('accepts a notification channel by its ID or by its full name', (t) => {
  const elsewhere = 'projects/other-project/notificationChannels/2';
  t.deepEqual(
    pipe(
      readSettings({ ...defaultConfig, 'statuswatch:notificationChannels': ` 1, ${elsewhere} ` }, secretKeysJson),
      E.map(({ notificationChannels }) => notificationChannels),
    ),
    E.right(['projects/demo-project/notificationChannels/1', elsewhere]),
  );
});

test('requires both a bot and a channel', (t) => {
  t.deepEqual(mistakesIn({ 'statuswatch:slackBotToken': 'xoxb-a-token' }), [
    'statuswatch:slackBotToken needs statuswatch:slackChannel',
  ]);
  const withoutBot = 'statuswatch:slackChannel and statuswatch:announceRoutes need statuswatch:slackBotToken';
  t.deepEqual(mistakesIn({ 'statuswatch:slackChannel': 'C0123456789' }), [withoutBot]);
  t.deepEqual(mistakesIn({ 'statuswatch:announceRoutes': 'GitHub=C0123456789' }), [withoutBot]);
  t.deepEqual(mistakesIn(bot), []);
});

test('refuses a secret that the stack stores in plain text', (t) => {
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

test('refuses a token that a URL would have to escape', (t) => {
  fc.assert(
    fc.property(fc.string({ minLength: 16 }), (token) => {
      const refused = mistakesIn({ 'statuswatch:webhookToken': `x${token}` }).length > 0;
      t.true(refused || encodeURIComponent(token.replaceAll(/[,\s]/g, '')) === token.replaceAll(/[,\s]/g, ''));
    }),
  );
});

test('never repeats a value', (t) => {
  const value = fc.string({ minLength: 4, maxLength: 15 }).map((text) => `?${text.replaceAll(/[,@]/g, '?')}?`);
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(defaultConfig)), value, (name, wrong) => {
      const mistakes = mistakesIn({ [name]: wrong }, '[]');
      t.true(mistakes.length > 0 || ['statuswatch:announceComponents', 'statuswatch:imageRefresh'].includes(name));
      t.true(
        mistakes.every(
          (mistake) => /^statuswatch:(slack|outgoingWebhook)/.test(mistake) || mistake.startsWith(`${name} `),
        ),
      );
      t.false(mistakes.some((mistake) => mistake.includes(wrong)));
    }),
  );
});

test('knows each setting that Pulumi.yaml describes, and no other', (t) => {
  const ofTheProvider = ['gcp:project', 'gcp:region'];
  t.deepEqual(
    settingKeys.toSorted(),
    [...Object.keys(defaultConfig).filter((key) => !ofTheProvider.includes(key)), ...ofTheProvider].toSorted(),
  );
});

test('polls no page unless told to, and takes missing webhooks for a better sign than silence', (t) => {
  const settingsOf = (given: Readonly<Record<string, string>>) =>
    O.toUndefined(O.fromEither(readSettings({ ...defaultConfig, ...given }, secretKeysJson)));
  t.like(settingsOf({}), { polling: O.none, silenceDays: 30 });
  const pollPages = ' https://status.openai.com , Stripe = https://www.stripestatus.com every=15,';
  t.like(settingsOf({ 'statuswatch:pollPages': pollPages, 'statuswatch:pollMinutes': '10' }), {
    polling: O.some({
      pages: 'https://status.openai.com,Stripe = https://www.stripestatus.com every=15',
      minutes: 10,
    }),
    silenceDays: 0,
  });
  t.like(settingsOf({ 'statuswatch:pollPages': pollPages, 'statuswatch:silenceDays': '60' }), { silenceDays: 60 });
  t.like(settingsOf({ 'statuswatch:silenceDays': '0' }), { silenceDays: 0 });
});

test('takes the pages that the poller takes', (t) => {
  const origin = fc.webUrl({ validSchemes: ['https', 'http'], withQueryParameters: true }).map((url) => url);
  const item = fc
    .tuple(
      fc.constantFrom('', 'Example=', 'Example Inc = ', '='),
      origin,
      fc.constantFrom('', '/', ' every=15', ' every=x'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 3 }), (items) => {
      const pages = items.join(',');
      const isTaken = E.isRight(readSettings({ ...defaultConfig, 'statuswatch:pollPages': pages }, secretKeysJson));
      if (isTaken) t.true(E.isRight(PageAddresses.decode(pages)), pages);
    }),
    { examples: [[['https://status.example.com']], [['A=https://a.example.com/ every=15', 'https://b.example.com']]] },
  );
});
