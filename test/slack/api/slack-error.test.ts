import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { noAnswer } from '../../../service/announcing/announcement-error.ts';
import { errorForCode } from '../../../service/slack/api/slack-error.ts';

test('takes for a refusal what an operator can mend', (t) => {
  for (const reason of [
    'invalid_auth',
    'token_revoked',
    'channel_not_found',
    'not_in_channel',
    'missing_scope',
    'no_service',
  ]) {
    t.deepEqual(errorForCode(reason), { _tag: 'Refused', reason });
  }
});

test('takes for a passing trouble what Slack has with itself', (t) => {
  t.deepEqual(errorForCode('internal_error'), { _tag: 'Unavailable', reason: 'internal_error' });
  t.deepEqual(errorForCode('ratelimited'), { _tag: 'RateLimited', retryAfterInSeconds: O.none });
});

test('keeps nothing of an answer that is not one of Slack’s words', (t) => {
  for (const body of ['<html>secret</html>', '', 'Bearer xoxb-secret', 'a'.repeat(100)]) {
    t.deepEqual(errorForCode(body), { _tag: 'Unavailable', reason: 'an unexpected answer' });
  }
});

test('keeps of an error its code, never its message', (t) => {
  const refused = new TypeError('fetch failed for https://hooks.slack.com/secret', {
    cause: Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }),
  });
  t.deepEqual(noAnswer(refused), { _tag: 'Unavailable', reason: 'ECONNREFUSED' });
  t.deepEqual(noAnswer(new TypeError('secret')), { _tag: 'Unavailable', reason: 'no usable answer' });
  t.deepEqual(noAnswer(Object.assign(new Error('secret'), { code: 'EPIPE' })), {
    _tag: 'Unavailable',
    reason: 'EPIPE',
  });
  t.deepEqual(noAnswer(new DOMException('secret', 'TimeoutError')), {
    _tag: 'Unavailable',
    reason: 'no answer in time',
  });
  t.deepEqual(noAnswer('secret'), { _tag: 'Unavailable', reason: 'no usable answer' });
});
