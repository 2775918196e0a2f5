import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { noAnswer } from '../../../service/announcing/announcement-error.ts';
import { errorForCode } from '../../../service/slack/api/error-for-code.ts';

test('treats what an operator can fix as a refusal', (t) => {
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

test('treats a failure within Slack as temporary', (t) => {
  for (const reason of [
    'fatal_error',
    'internal_error',
    'request_timeout',
    'service_unavailable',
    'team_added_to_org',
  ]) {
    t.deepEqual(errorForCode(reason), { _tag: 'Unavailable', reason });
  }
});

test('recognises a rate limit in both of Slack’s spellings', (t) => {
  for (const code of ['ratelimited', 'rate_limited']) {
    t.deepEqual(errorForCode(code), { _tag: 'RateLimited', retryAfterInSeconds: O.none });
  }
});

test('repeats nothing of an answer that is not one of Slack’s codes', (t) => {
  for (const body of ['<html>secret</html>', '', 'Bearer xoxb-secret', 'a'.repeat(100)]) {
    t.deepEqual(errorForCode(body), { _tag: 'Unavailable', reason: 'an unexpected answer' });
  }
});

test('keeps an error’s code, never its message', (t) => {
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
