import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AnnouncementError } from '../../service/announcing/announcement-error.ts';
import { announceByWebhook } from '../../service/slack/announce-by-webhook.ts';
import { webhookMessage } from '../../service/slack/messages/webhook-message.ts';
import { announceEverything } from '../helpers/announce-everything.ts';
import { type Answer, answering, connectionLost, fakeSlack, noAnswer } from '../helpers/fake-slack.ts';
import { component, eventsOf, incident } from '../helpers/rehearsed-events.ts';

test('posts one message for each event', async (t) => {
  const slack = await fakeSlack(t);
  const announce = announceByWebhook({ url: slack.webhookUrl, timeoutInMilliseconds: 10_000 })(announceEverything);
  const events = [...eventsOf('incident'), component];
  for (const event of events) {
    t.deepEqual(await announce(event)(), E.right({ _tag: 'Announced' }));
  }
  t.deepEqual(
    slack.webhookMessages,
    events.map((event) => ({ ...webhookMessage(event), unfurl_links: false, unfurl_media: false })),
  );
});

test('posts nothing that a rule suppresses', async (t) => {
  const slack = await fakeSlack(t);
  const announce = announceByWebhook({ url: slack.webhookUrl, timeoutInMilliseconds: 10_000 })({
    ...announceEverything,
    minImpact: 'major',
  });
  t.deepEqual(await announce(incident)(), E.right({ _tag: 'Suppressed', rule: 'ANNOUNCE_MIN_IMPACT' }));
  t.is(slack.calls.length, 0);
});

const failsWith = test.macro<[string, Answer, AnnouncementError]>({
  exec: async (t, _what, answer, error) => {
    const slack = await fakeSlack(t);
    slack.answerNext(answer);
    const timeoutInMilliseconds = answer === noAnswer ? 100 : 10_000;
    t.deepEqual(
      await announceByWebhook({ url: slack.webhookUrl, timeoutInMilliseconds })(announceEverything)(incident)(),
      E.left(error),
    );
    t.true(slack.calls.length <= 1, 'it does not retry');
  },
  title: (_, what) => `reports ${what}`,
});
for (const body of ['rate_limited', 'Too many requests', '']) {
  test(failsWith, `that Slack is rate-limiting requests, in the words "${body}"`, answering(429, body), {
    _tag: 'RateLimited',
    retryAfterInSeconds: O.none,
  });
}
test(failsWith, 'that Slack is down', answering(500, ''), { _tag: 'Unavailable', reason: 'HTTP 500' });
test(failsWith, 'that the webhook is gone', answering(404, 'no_service\n'), {
  _tag: 'Refused',
  reason: 'no_service',
});
test(failsWith, 'an answer that is not Slack’s', answering(200, '<html>'), {
  _tag: 'Unavailable',
  reason: 'an unexpected answer',
});
test(failsWith, 'a refusal that is not Slack’s', answering(403, '<html>secret'), {
  _tag: 'Unavailable',
  reason: 'an unexpected answer',
});
test(failsWith, 'that the connection was lost', connectionLost, { _tag: 'Unavailable', reason: 'UND_ERR_SOCKET' });
test(failsWith, 'that no answer arrived in time', noAnswer, { _tag: 'Unavailable', reason: 'no answer in time' });
