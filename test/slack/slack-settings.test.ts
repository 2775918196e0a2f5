import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { readSettings } from '../../service/runtime/read-settings.ts';
import { slackConfig, slackSettings, slackSettingsMistakes } from '../../service/slack/slack-settings.ts';

const token = 'xoxb-1-2-secret';
const read = (environment: Readonly<Record<string, string>>) =>
  pipe(environment, readSettings(t.strict(slackSettings, 'Settings'), slackSettingsMistakes), E.map(slackConfig));

test('is none where Slack is not configured', (t) => {
  t.deepEqual(read({}), E.right(O.none));
});

test('reads a bot with one channel', (t) => {
  t.deepEqual(
    read({ SLACK_BOT_TOKEN: token, SLACK_CHANNEL: 'C0123456789' }),
    E.right(
      O.some({
        _tag: 'Bot' as const,
        token,
        apiUrl: 'https://slack.com/api/',
        channels: { routes: new Map<string, string>(), otherwise: O.some('C0123456789') },
      }),
    ),
  );
});

test('reads a webhook', (t) => {
  const url = 'https://hooks.slack.com/services/T0/B0/secret';
  t.deepEqual(read({ SLACK_WEBHOOK_URL: url }), E.right(O.some({ _tag: 'Webhook' as const, url })));
});

test('reads routes, ignoring blanks and the case of a provider', (t) => {
  t.deepEqual(
    read({
      SLACK_BOT_TOKEN: ` ${token} `,
      SLACK_API_URL: 'http://127.0.0.1:1234/api/',
      ANNOUNCE_ROUTES: 'GitHub=C0123456789, My Provider = G0123456789,kctbh9vrtdwd=C0000000000',
    }),
    E.right(
      O.some({
        _tag: 'Bot' as const,
        token,
        apiUrl: 'http://127.0.0.1:1234/api/',
        channels: {
          routes: new Map([
            ['github', 'C0123456789'],
            ['my provider', 'G0123456789'],
            ['kctbh9vrtdwd', 'C0000000000'],
          ]),
          otherwise: O.none,
        },
      }),
    ),
  );
});

test('names every mistake at once, and no value', (tt) => {
  const result = read({
    SLACK_BOT_TOKEN: 'xoxp-secret',
    SLACK_WEBHOOK_URL: 'http://hooks.slack.com/services/secret',
    SLACK_API_URL: 'nonsense-secret',
    SLACK_CHANNEL: '#secret',
    ANNOUNCE_ROUTES: 'GitHub=#secret',
  });
  tt.deepEqual(
    result,
    E.left([
      'SLACK_BOT_TOKEN: expected a bot token, which begins with xoxb-',
      'SLACK_CHANNEL: expected a channel id such as C0123456789',
      'SLACK_WEBHOOK_URL: expected an https URL',
      'SLACK_API_URL: expected an https URL',
      'ANNOUNCE_ROUTES: expected provider-or-page-id=channel,…, each a channel id such as C0123456789',
      'SLACK_WEBHOOK_URL: expected none beside SLACK_BOT_TOKEN',
    ]),
  );
});

const isRefused = test.macro<[Readonly<Record<string, string>>, string]>({
  exec: (tt, environment: Readonly<Record<string, string>>, mistake: string) => {
    tt.deepEqual(read(environment), E.left([mistake]));
  },
  title: (_, environment) =>
    `refuses ${Object.entries(environment)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ')}`,
});
test(
  isRefused,
  { SLACK_BOT_TOKEN: token },
  'SLACK_CHANNEL: expected a channel id such as C0123456789 beside SLACK_BOT_TOKEN',
);
test(
  isRefused,
  { SLACK_CHANNEL: 'C0123456789' },
  'SLACK_BOT_TOKEN: expected a bot token beside SLACK_CHANNEL and ANNOUNCE_ROUTES',
);
test(
  isRefused,
  { SLACK_WEBHOOK_URL: 'https://hooks.slack.com/x', ANNOUNCE_ROUTES: 'GitHub=C0123456789' },
  'SLACK_BOT_TOKEN: expected a bot token beside SLACK_CHANNEL and ANNOUNCE_ROUTES',
);
test(isRefused, { SLACK_WEBHOOK_URL: 'https://' }, 'SLACK_WEBHOOK_URL: expected an https URL');
