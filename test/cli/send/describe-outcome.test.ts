import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describeOutcome } from '../../../service/cli/send/describe-outcome.ts';

const origin = 'https://status.example.com';

test('shows what was sent, the status and the body', (t) => {
  t.is(describeOutcome([])('delivery', E.right({ status: 200, body: '{"a":1}' })), 'delivery → 200 {"a":1}');
});

test('says when there was no body', (t) => {
  t.is(describeOutcome([])('delivery', E.right({ status: 204, body: ' \n' })), 'delivery → 204 (no body)');
});

test('says that a redirect is a failure', (t) => {
  t.is(
    describeOutcome([])('delivery', E.right({ status: 302, body: 'Found' })),
    'delivery → 302 (a redirect, which a status page takes as a failure) Found',
  );
});

test('cuts a long body', (t) => {
  t.is(
    describeOutcome([])('delivery', E.right({ status: 404, body: 'x'.repeat(2_000) })),
    `delivery → 404 ${'x'.repeat(1_000)}…`,
  );
});

test('hides a secret before it cuts, so that no part of one is left', (t) => {
  const line = describeOutcome(['0123456789abcdef'])(
    'delivery',
    E.right({ status: 404, body: `${'x'.repeat(992)}0123456789abcdef` }),
  );
  t.false(line.includes('01234567'));
});

test('tells how to start a receiver where nothing listens', (t) => {
  t.is(
    describeOutcome([])('delivery', E.left({ _tag: 'ConnectionRefused', origin })),
    `delivery → not delivered: nothing listens at ${origin}. Start the receiver with "npm start", or name another with --url.`,
  );
});

test('tells how long it waited', (t) => {
  t.is(
    describeOutcome([])('delivery', E.left({ _tag: 'NoAnswerInTime', origin, timeoutInMilliseconds: 30_000 })),
    `delivery → not delivered: ${origin} did not answer within 30 seconds.`,
  );
});

test('tells why the connection failed', (t) => {
  t.is(
    describeOutcome([])('delivery', E.left({ _tag: 'ConnectionFailed', origin, reason: 'ECONNRESET' })),
    `delivery → not delivered: the connection to ${origin} failed (ECONNRESET).`,
  );
});

test('is one line without control characters, whatever the receiver answers', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) =>
        /^delivery → 200 [^\p{Cc}\u2028\u2029]+$/u.test(
          describeOutcome([])('delivery', E.right({ status: 200, body })),
        ),
      ),
      { examples: [['\u001b[31m\r\n\u2028\u2029\u0085'], ['\u0000']] },
    );
  });
});

test('never holds a secret that the receiver repeats, as it is or percent-encoded', (t) => {
  const secret = fc.string({ minLength: 16, unit: fc.constantFrom('a', 'b', '-', '/', '?', '&', '%', ' ', 'é') });
  t.notThrows(() => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
        const line = describeOutcome([hidden])(
          'delivery',
          E.right({ status: 404, body: `${before}${hidden}${after}${encodeURIComponent(hidden)}` }),
        );
        return !line.includes(hidden) && !line.includes(encodeURIComponent(hidden));
      }),
    );
  });
});
