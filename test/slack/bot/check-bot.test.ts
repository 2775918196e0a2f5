import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import type { Readiness } from '../../../service/announcing/check-target.ts';
import type { SlackConfig } from '../../../service/slack/slack-settings.ts';
import { slackTarget } from '../../../service/slack/slack-target.ts';
import { announceEverything } from '../../helpers/announce-everything.ts';
import { answering, fakeSlack, rateLimited, refusing } from '../../helpers/fake-slack.ts';
import { now } from '../../helpers/rehearsed-events.ts';
import { deserted } from '../../sending/helpers/fake-receiver.ts';

type Bot = Extract<SlackConfig, { _tag: 'Bot' }>;

const checked = async (config: SlackConfig): Promise<Readiness | undefined> => {
  const { check } = slackTarget({ now: () => now, boardUrl: O.none })(announceEverything, config);
  return O.isSome(check) ? check.value() : undefined;
};

const botFor = (slack: Awaited<ReturnType<typeof fakeSlack>>, changes: Partial<Bot> = {}): Bot => ({
  _tag: 'Bot',
  token: slack.token,
  apiUrl: slack.apiUrl,
  channels: { routes: new Map(), otherwise: O.some(slack.channel) },
  ...changes,
});

test('finds a bot ready, and posts nothing', async (t) => {
  const slack = await fakeSlack(t);
  const routes = new Map([
    ['github', 'C0OTHER'],
    ['claude', 'C0OTHER'],
  ]);
  t.deepEqual(await checked(botFor(slack, { channels: { routes, otherwise: O.some(slack.channel) } })), {
    _tag: 'Ready',
  });
  t.deepEqual(
    slack.calls.map(({ method, args }) => [method, args['channel'], args['limit']]),
    [
      ['auth.test', undefined, undefined],
      ['conversations.history', slack.channel, '1'],
      ['conversations.history', 'C0OTHER', '1'],
    ],
  );
});

test('says that the token is refused, and then asks no more', async (t) => {
  const slack = await fakeSlack(t);
  t.deepEqual(await checked(botFor(slack, { token: 'xoxb-wrong' })), {
    _tag: 'NotReady',
    mistakes: ['it refuses SLACK_BOT_TOKEN (invalid_auth)'],
  });
  t.is(slack.calls.length, 1);
});

test('names every channel that cannot be used', async (t) => {
  const slack = await fakeSlack(t);
  const routes = new Map([
    ['github', 'C0UNINVITED'],
    ['claude', 'C0MISSING'],
    ['cloudflare', 'C0OTHER'],
  ]);
  t.deepEqual(await checked(botFor(slack, { channels: { routes, otherwise: O.none } })), {
    _tag: 'NotReady',
    mistakes: [
      'channel C0UNINVITED: the bot is not in it, so invite it there with /invite (not_in_channel)',
      'channel C0MISSING: there is no such channel, or it is a private one that the bot is not in (channel_not_found)',
    ],
  });
});

test('says which scopes are missing', async (t) => {
  const slack = await fakeSlack(t, { scopes: ['groups:history', 'metadata.message:read'] });
  t.deepEqual(await checked(botFor(slack)), {
    _tag: 'NotReady',
    mistakes: [
      'the app lacks the scope chat:write',
      'channel C0STATUS: the app lacks the scope channels:history, or groups:history for a private channel (missing_scope)',
    ],
  });
});

test('gives a code that it does not know as it is', async (t) => {
  const slack = await fakeSlack(t);
  slack.answerNext(undefined, refusing('team_access_not_granted'));
  t.deepEqual(await checked(botFor(slack)), {
    _tag: 'NotReady',
    mistakes: ['channel C0STATUS: team_access_not_granted'],
  });
});

test('knows nothing where Slack does not answer', async (t) => {
  const slack = await fakeSlack(t);
  t.deepEqual(await checked(botFor(slack, { apiUrl: `${await deserted()}/api/` })), {
    _tag: 'Unknown',
    reason: 'ECONNREFUSED',
  });
  slack.answerNext(undefined, answering(503, ''));
  t.deepEqual(await checked(botFor(slack)), { _tag: 'Unknown', reason: 'HTTP 503' });
  slack.answerNext(rateLimited('30'));
  t.deepEqual(await checked(botFor(slack)), { _tag: 'Unknown', reason: 'rate_limited' });
});

test('does not check an incoming webhook, which cannot be without posting', async (t) => {
  const slack = await fakeSlack(t);
  t.is(await checked({ _tag: 'Webhook', url: slack.webhookUrl }), undefined);
  t.is(slack.calls.length, 0);
});
