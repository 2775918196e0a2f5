import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AnnouncementError } from '../../../service/announcing/announcement-error.ts';
import { webClient } from '../../../service/slack/api/web-client.ts';
import { incidentMessage } from '../../../service/slack/messages/incident-message.ts';
import { threadMetadata } from '../../../service/slack/messages/message-metadata.ts';
import {
  type Answer,
  answering,
  connectionLost,
  type FakeSlack,
  fakeSlack,
  noAnswer,
  rateLimited,
  refusing,
} from '../../helpers/fake-slack.ts';
import { incident, now } from '../../helpers/rehearsed-events.ts';
import { deserted } from '../../sending/helpers/fake-receiver.ts';

const message = incidentMessage(incident, { isContinued: false });
const metadata = threadMetadata(incident, message, { isContinued: false, earlierComponents: [], now });

const clientOf = ({ apiUrl, token }: Pick<FakeSlack, 'apiUrl' | 'token'>, timeoutInMilliseconds = 10_000) =>
  webClient({ token, apiUrl, timeoutInMilliseconds });

test('finds again what it posted, and edits it', async (t) => {
  const slack = await fakeSlack(t);
  const client = clientOf(slack);
  const posted = await client.post(slack.channel, message, metadata, O.none)();
  t.true(E.isRight(posted));
  const ts = E.isRight(posted) ? posted.right : '';
  t.deepEqual(
    await client.history(slack.channel, '0', O.none)(),
    E.right({
      messages: [{ ts, hasReplies: false, metadata }],
      lastTs: O.some(ts),
      nextCursor: O.none,
    }),
  );
  await client.post(slack.channel, message, metadata, O.some(ts))();
  const edited = { ...metadata, event_payload: { ...metadata.event_payload, version: '2' } };
  t.deepEqual(await client.edit(slack.channel, ts, message, edited)(), E.right(undefined));
  t.like(
    await client.history(slack.channel, '0', O.none)(),
    E.right({ messages: [{ ts, hasReplies: true, metadata: edited }] }),
  );
  t.like(await client.replies(slack.channel, ts, O.none)(), E.right({ messages: [{ ts }, { hasReplies: false }] }));
});

test('ignores what others post, and follows the cursor', async (t) => {
  const slack = await fakeSlack(t, { maxPerPage: 2 });
  const client = clientOf(slack);
  await client.post(slack.channel, message, metadata, O.none)();
  slack.say('hello');
  slack.say('<!here> hello');
  const page = await client.history(slack.channel, '0', O.none)();
  t.like(page, E.right({ messages: [], nextCursor: O.some('2') }));
  t.like(
    await client.history(slack.channel, '0', O.some('2'))(),
    E.right({ messages: [{ metadata }], nextCursor: O.none }),
  );
});

const failsWith = test.macro<[string, Answer, AnnouncementError]>({
  exec: async (t, _what, answer, error) => {
    const slack = await fakeSlack(t);
    const client = clientOf(slack, answer === noAnswer ? 100 : 10_000);
    slack.answerNext(answer, answer);
    t.deepEqual(await client.post(slack.channel, message, metadata, O.none)(), E.left(error));
    t.deepEqual(await client.history(slack.channel, '0', O.none)(), E.left(error));
    t.true(slack.calls.length <= 2, 'it does not retry');
  },
  title: (_, what) => `reports ${what}`,
});
test(failsWith, 'how long Slack asks it to wait', rateLimited('30'), {
  _tag: 'RateLimited',
  retryAfterInSeconds: O.some(30),
});
test(failsWith, 'a rate limit without a readable delay', rateLimited(), {
  _tag: 'Unavailable',
  reason: 'no usable answer',
});
test(failsWith, 'that a token is wrong', refusing('invalid_auth'), { _tag: 'Refused', reason: 'invalid_auth' });
test(failsWith, 'that the bot is not in the channel', refusing('not_in_channel'), {
  _tag: 'Refused',
  reason: 'not_in_channel',
});
test(failsWith, 'an internal error of Slack', refusing('internal_error'), {
  _tag: 'Unavailable',
  reason: 'internal_error',
});
test(failsWith, 'that Slack is down', answering(500, 'secret'), { _tag: 'Unavailable', reason: 'HTTP 500' });
test(failsWith, 'that the answer is not JSON', answering(200, '<html>secret</html>'), {
  _tag: 'Unavailable',
  reason: 'an unexpected answer',
});
test(failsWith, 'that the answer is unexpected JSON', answering(200, '{"ok":true}'), {
  _tag: 'Unavailable',
  reason: 'an unexpected answer',
});
test(failsWith, 'that the answer is null', answering(200, 'null'), {
  _tag: 'Unavailable',
  reason: 'no usable answer',
});
test(failsWith, 'that the connection was lost', connectionLost, { _tag: 'Unavailable', reason: 'UND_ERR_SOCKET' });
test(failsWith, 'that no answer arrived in time', noAnswer, { _tag: 'Unavailable', reason: 'no answer in time' });
test(
  failsWith,
  'that an answer was cut short',
  (response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{"ok":');
    setImmediate(() => response.destroy());
  },
  { _tag: 'Unavailable', reason: 'UND_ERR_SOCKET' },
);

test('reports that nothing is listening', async (t) => {
  const client = clientOf({ apiUrl: `${await deserted()}/api/`, token: 'xoxb-secret' });
  const result = await client.history('C0', '0', O.none)();
  t.deepEqual(result, E.left({ _tag: 'Unavailable', reason: 'ECONNREFUSED' }));
});
