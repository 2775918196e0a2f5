import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { readConfig } from '../../../service/programs/receiver/config.ts';

const configOf = (settings: Readonly<Record<string, string>>) => {
  const config = readConfig(settings);
  if (E.isLeft(config)) throw new Error(config.left.join());
  return config.right;
};
const mistakesIn = (settings: Readonly<Record<string, string>>): ReadonlyArray<string> => {
  const config = readConfig(settings);
  return E.isLeft(config) ? config.left : [];
};

test('has a default for everything', (t) => {
  const { pages, ...config } = configOf({});

  t.deepEqual(config, {
    port: 8000,
    verification: { _tag: 'Unverified' },
    logLevel: 'info',
    isOnCloudRun: false,
    logClientAddress: true,
    projectId: O.none,
    targets: [],
    polling: O.none,
    historyFile: O.none,
    board: O.some({ port: 8001, host: '127.0.0.1', components: new Set(), url: O.none, names: new Map() }),
  });
  t.is(pages.get('kctbh9vrtdwd'), 'GitHub');
});

test('takes an empty value as an absent one', (t) => {
  t.deepEqual(
    configOf({
      PORT: '',
      STATUSPAGE_WEBHOOK_SECRET: '',
      STATUSPAGE_WEBHOOK_TOKEN: '  ',
      STATUSPAGE_PAGES: '',
      LOG_LEVEL: '',
      LOG_FORMAT: '',
      GOOGLE_CLOUD_PROJECT: '',
    }),
    configOf({}),
  );
});

test('reads every setting', (t) => {
  const { pages, ...config } = configOf({
    PORT: ' 8080 ',
    STATUSPAGE_WEBHOOK_SECRET: ' a-secret-of-enough-characters , ,another-secret-of-enough',
    STATUSPAGE_WEBHOOK_TOKEN: 'a-token-of-enough-characters, kctbh9vrtdwd:another-token-of-enough',
    STATUSPAGE_PAGES: 'abc=Acme\u2028Cloud, kctbh9vrtdwd = The Hub ',
    LOG_LEVEL: 'Debug',
    LOG_FORMAT: ' pretty',
    GOOGLE_CLOUD_PROJECT: 'demo',
    POLL_PAGES: 'Stripe=https://www.stripestatus.com',
    POLL_MINUTES: '15',
    HISTORY_FILE: '/history/events',
    BOARD_PORT: '9001',
    BOARD_HOST: '0.0.0.0',
    BOARD_COMPONENTS: 'Actions, br0l2tvcx85d',
    BOARD_URL: 'https://board.example.com/',
  });

  t.deepEqual(config, {
    port: 8080,
    verification: {
      _tag: 'BySignatureOrToken',
      secrets: ['a-secret-of-enough-characters', 'another-secret-of-enough'],
      tokens: [
        { value: 'a-token-of-enough-characters', pageId: O.none },
        { value: 'another-token-of-enough', pageId: O.some('kctbh9vrtdwd') },
      ],
    },
    logLevel: 'debug',
    isOnCloudRun: false,
    logClientAddress: true,
    projectId: O.some('demo'),
    targets: [],
    polling: O.some({
      addresses: [{ origin: 'https://www.stripestatus.com', name: O.some('Stripe'), minMinutes: O.none }],
      minutes: 15,
    }),
    historyFile: O.some('/history/events'),
    board: O.some({
      port: 9001,
      host: '0.0.0.0',
      components: new Set(['actions', 'br0l2tvcx85d']),
      url: O.some('https://board.example.com'),
      names: new Map([
        ['abc', 'Acme Cloud'],
        ['kctbh9vrtdwd', 'The Hub'],
      ]),
    }),
  });
  t.is(pages.get('abc'), 'Acme Cloud');
  t.is(pages.get('kctbh9vrtdwd'), 'The Hub');
  t.is(pages.get('tymt9n04zgry'), 'Claude');
});

test('demands only the schemes that are configured', (t) => {
  t.is(configOf({ STATUSPAGE_WEBHOOK_SECRET: 'a-secret-of-enough-characters' }).verification._tag, 'BySignature');
  t.is(configOf({ STATUSPAGE_WEBHOOK_TOKEN: 'a-token-of-enough-characters' }).verification._tag, 'ByToken');
});

test('tells all mistakes at once, by name and never by value', (t) => {
  const mistakes = mistakesIn({
    PORT: '65536',
    STATUSPAGE_WEBHOOK_SECRET: 'a-secret-of-enough-characters,short-secret',
    STATUSPAGE_WEBHOOK_TOKEN: ' , ',
    STATUSPAGE_PAGES: 'abc',
    LOG_LEVEL: 'loud',
    LOG_FORMAT: 'yaml',
    GOOGLE_CLOUD_PROJECT: 'two\u2028lines',
    POLL_PAGES: 'http://status.example.com',
    POLL_MINUTES: '61',
  });

  t.deepEqual(mistakes, [
    'PORT: expected a port from 0 to 65535',
    'LOG_LEVEL: expected one of emerg, alert, crit, error, warning, notice, info, debug',
    'LOG_FORMAT: expected json or pretty',
    'GOOGLE_CLOUD_PROJECT: expected a project id',
    'STATUSPAGE_WEBHOOK_SECRET: expected one or more values of at least 16 characters, separated by commas',
    'STATUSPAGE_WEBHOOK_TOKEN: expected one or more values of at least 16 letters, digits, -, ., _ and ~, separated by commas, each bound to a page or not: kctbh9vrtdwd:<token>,<token>',
    'STATUSPAGE_PAGES: expected id=Name,id=Name',
    'POLL_PAGES: expected https origins, each once, with or without a name: https://status.example.com, Name=https://status.example.org',
    'POLL_MINUTES: expected a whole number from 1 to 60',
  ]);
});

test('announces by itself where Slack is configured, but not on Cloud Run, where the announcer does', (t) => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_CHANNEL: 'C0123456789' };
  t.deepEqual(
    configOf({ ...slack, TEAMS_WEBHOOK_URL: 'https://example.com/' }).targets.map(({ _tag }) => _tag),
    ['Slack', 'Teams'],
  );
  t.deepEqual(configOf({ ...slack, K_SERVICE: 'receiver' }).targets, []);
});

test('polls and keeps a history of its own only outside Cloud Run', (t) => {
  const settings = { POLL_PAGES: 'https://status.example.com', HISTORY_FILE: '/history/events' };
  t.like(configOf(settings), { polling: { value: { minutes: 5 } }, historyFile: O.some('/history/events') });
  t.like(configOf({ ...settings, K_SERVICE: 'receiver' }), { polling: O.none, historyFile: O.none });
});

test('takes a port only if it is one', (t) => {
  for (const port of ['0', '1', '8000', '65535']) t.is(configOf({ PORT: port }).port, Number(port));
  for (const port of ['-1', '1.5', '1e3', '0x10', 'http', '99999', ' 80 80'])
    t.is(mistakesIn({ PORT: port }).length, 1);
});

test('never accepts a secret that is too short, wherever it stands in the list', (t) => {
  const long = fc.string({ minLength: 16, unit: fc.constantFrom('a', 'b', 'c', '0', '1', '2') });
  const short = fc.string({ minLength: 1, maxLength: 15, unit: fc.constantFrom('a', 'b', 'c', '0', '1', '2') });
  fc.assert(
    fc.property(fc.array(long), short, fc.array(long), (before, one, after) => {
      const list = [...before, one, ...after].join(',');
      t.is(mistakesIn({ STATUSPAGE_WEBHOOK_TOKEN: list }).length, 1);
      t.is(mistakesIn({ STATUSPAGE_WEBHOOK_TOKEN: `a-long-id-of-a-page:${one}` }).length, 1);
    }),
  );
});

test('accepts only tokens that a URL carries as they are', (t) => {
  t.deepEqual(mistakesIn({ STATUSPAGE_WEBHOOK_TOKEN: 'AZ-az_09.~-long-enough' }), []);
  for (const character of '+=/?#%&: é') {
    t.is(mistakesIn({ STATUSPAGE_WEBHOOK_TOKEN: `long-enough-to-be-safe,ab${character}cd-long-enough` }).length, 1);
    t.deepEqual(mistakesIn({ STATUSPAGE_WEBHOOK_SECRET: `ab${character}cd-long-enough` }), []);
  }
});
