import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { refusedFor, unanswered } from '../../service/slack/slack-error.ts';

test('takes for a refusal what an operator can mend', (t) => {
  for (const reason of [
    'invalid_auth',
    'token_revoked',
    'channel_not_found',
    'not_in_channel',
    'missing_scope',
    'no_service',
  ]) {
    t.deepEqual(refusedFor(reason), { _tag: 'SlackRefused', reason });
  }
});

test('takes for a passing trouble what Slack has with itself', (t) => {
  t.deepEqual(refusedFor('internal_error'), { _tag: 'SlackUnavailable', reason: 'internal_error' });
  t.deepEqual(refusedFor('ratelimited'), { _tag: 'SlackLimited', retryAfterInSeconds: O.none });
});

test('keeps nothing of an answer that is not one of Slack’s words', (t) => {
  for (const body of ['<html>secret</html>', '', 'Bearer xoxb-secret', 'a'.repeat(100)]) {
    t.deepEqual(refusedFor(body), { _tag: 'SlackUnavailable', reason: 'an answer that is not of Slack' });
  }
});

test('keeps of an error its code, never its message', (t) => {
  const refused = new TypeError('fetch failed for https://hooks.slack.com/secret', {
    cause: Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }),
  });
  t.deepEqual(unanswered(refused), { _tag: 'SlackUnavailable', reason: 'ECONNREFUSED' });
  t.deepEqual(unanswered(new TypeError('secret')), { _tag: 'SlackUnavailable', reason: 'no usable answer' });
  t.deepEqual(unanswered(Object.assign(new Error('secret'), { code: 'EPIPE' })), {
    _tag: 'SlackUnavailable',
    reason: 'EPIPE',
  });
  t.deepEqual(unanswered(new DOMException('secret', 'TimeoutError')), {
    _tag: 'SlackUnavailable',
    reason: 'no answer in time',
  });
  t.deepEqual(unanswered('secret'), { _tag: 'SlackUnavailable', reason: 'no usable answer' });
});
