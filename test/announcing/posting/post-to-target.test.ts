import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AnnouncementError } from '../../../service/announcing/announcement-error.ts';
import { postToTarget } from '../../../service/announcing/posting/post-to-target.ts';
import { fieldAt } from '../../../service/codec/field-at.ts';
import {
  answering,
  answeringJson,
  fakeTarget,
  hangingUp,
  neverAnswering,
  type TargetAnswer,
} from '../../helpers/fake-target.ts';
import { freePort } from '../../helpers/listen.ts';

const settings = {
  onlyPublic: false,
  isOwnAnswer: (json: unknown) => fieldAt('ok')(json) === true,
  codeOf: fieldAt('error', 'code'),
};

const requestTo = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{"ü":1}' });

const results = test.macro<[string, TargetAnswer, E.Either<AnnouncementError, undefined>]>({
  exec: async (t, _what, answer, expected) => {
    const target = await fakeTarget(t, () => true);
    target.answerNext(answer);
    const timeoutInMilliseconds = answer === neverAnswering ? 50 : 10_000;
    const url = `${target.origin}/secret?token=secret`;
    t.deepEqual(await postToTarget({ ...settings, timeoutInMilliseconds })(requestTo(url))(), expected);
    t.true(target.requests.length <= 1, 'it does not retry');
  },
  title: (_, what) => what,
});

test('posts the body as it is', async (t) => {
  const target = await fakeTarget(t, () => true);
  target.answerNext(answeringJson(202, { ok: true }));
  await postToTarget(settings)(requestTo(`${target.origin}/path?token=secret`))();
  t.like(target.requests, [
    { path: '/path?token=secret', body: '{"ü":1}', headers: { 'content-type': 'application/json' } },
  ]);
});

const refusedBy = (reason: string) => E.left<AnnouncementError, undefined>({ _tag: 'Refused', reason });
const unavailableBy = (reason: string) => E.left<AnnouncementError, undefined>({ _tag: 'Unavailable', reason });
const limitedFor = (retryAfterInSeconds: O.Option<number>) =>
  E.left<AnnouncementError, undefined>({ _tag: 'RateLimited', retryAfterInSeconds });

test(results, 'succeeds with the target’s own answer', answeringJson(202, { ok: true }), E.right(undefined));
test(results, 'doubts an answer of another', answering(200, '<html>'), unavailableBy('an unexpected answer'));
test(
  results,
  'doubts an answer that is wrong JSON',
  answering(200, '{"ok":tru'),
  unavailableBy('an unexpected answer'),
);
test(results, 'doubts an empty answer', answering(204, ''), unavailableBy('an unexpected answer'));
test(results, 'waits as long as a limit asks', answeringJson(429, {}, { 'retry-after': '17' }), limitedFor(O.some(17)));
test(
  results,
  'waits until a limit ends',
  answering(429, '', { date: 'Sun, 01 Mar 2026 12:00:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 12:00:30 GMT' }),
  limitedFor(O.some(30)),
);
test(results, 'knows a limit of unknown length', answering(429, 'slow down'), limitedFor(O.none));
test(
  results,
  'names a refusal by its code',
  answeringJson(401, { error: { code: 'AuthorizationFailed' } }),
  refusedBy('HTTP 401: AuthorizationFailed'),
);
test(
  results,
  'does not repeat a code that may be a secret',
  answeringJson(400, { error: { code: 'https://example.com/?token=secret' } }),
  refusedBy('HTTP 400'),
);
test(results, 'knows a refusal without a code', answering(404, '<html>secret'), refusedBy('HTTP 404'));
test(results, 'knows what is too large', answering(413, ''), refusedBy('HTTP 413'));
test(results, 'follows no redirect', answering(307, '', { location: 'http://127.0.0.1:1/' }), refusedBy('HTTP 307'));
test(
  results,
  'knows a target that is down',
  answeringJson(503, { error: { code: 'secret' } }),
  unavailableBy('HTTP 503'),
);
test(results, 'knows a target that did not wait', answering(408, ''), unavailableBy('HTTP 408'));
test(results, 'knows a target that hangs up', hangingUp, unavailableBy('ECONNRESET'));
test(results, 'waits no longer than the timeout', neverAnswering, unavailableBy('no answer in time'));
test(
  results,
  'waits no longer for the rest of an answer',
  (response) => {
    response.writeHead(200).write('{"ok":');
  },
  unavailableBy('no answer in time'),
);

test('reads no more of an answer than it needs', async (t) => {
  const target = await fakeTarget(t, () => true);
  target.answerNext((response) => {
    const chunk = ' '.repeat(16 * 1024);
    const more = (): void => {
      while (response.writable && response.write(chunk));
    };
    response
      .writeHead(200)
      .on('drain', more)
      .on('error', () => undefined);
    more();
  });
  t.deepEqual(await postToTarget(settings)(requestTo(target.origin))(), unavailableBy('an unexpected answer'));
});

test('knows that nothing listens', async (t) => {
  const url = `http://127.0.0.1:${await freePort()}/secret`;
  t.deepEqual(await postToTarget(settings)(requestTo(url))(), unavailableBy('ECONNREFUSED'));
});

for (const host of ['127.0.0.1', '[::1]', 'localhost', '169.254.169.254']) {
  test(`refuses ${host} where only public addresses are allowed`, async (t) => {
    const target = await fakeTarget(t, () => true);
    const url = `http://${host}:${new URL(target.origin).port}/`;
    t.deepEqual(
      await postToTarget({ ...settings, onlyPublic: true })(requestTo(url))(),
      refusedBy('the address is not public'),
    );
    t.is(target.requests.length, 0);
  });
}
