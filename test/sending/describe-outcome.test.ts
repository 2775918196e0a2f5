import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { describeOutcome } from '../../service/sending/describe-outcome.ts';

const origin = 'https://status.example.com';

test('shows what was sent, the status and the body', (t) => {
  t.is(describeOutcome([])('delivery', E.right({ status: 200, body: '{"a":1}' })), 'delivery → 200 {"a":1}');
});

test('says when the body is empty', (t) => {
  t.is(describeOutcome([])('delivery', E.right({ status: 204, body: ' \n' })), 'delivery → 204 (empty body)');
});

test('says that a redirect is a failure', (t) => {
  t.is(
    describeOutcome([])('delivery', E.right({ status: 302, body: 'Found' })),
    'delivery → 302 (redirect; status pages treat it as a failure) Found',
  );
});

test('truncates a long body', (t) => {
  t.is(
    describeOutcome([])('delivery', E.right({ status: 404, body: 'x'.repeat(2_000) })),
    `delivery → 404 ${'x'.repeat(1_000)}…`,
  );
});

test('redacts a secret before it truncates, so that no part of one is left', (t) => {
  const line = describeOutcome(['0123456789abcdef'])(
    'delivery',
    E.right({ status: 404, body: `${'x'.repeat(992)}0123456789abcdef` }),
  );
  t.false(line.includes('01234567'));
});

test('says how to start a receiver when nothing is listening', (t) => {
  t.is(
    describeOutcome([])('delivery', E.left({ _tag: 'ConnectionRefused', origin })),
    `delivery → not delivered: nothing is listening at ${origin}; start the receiver with "npm start" or pass another URL with --url`,
  );
});

test('says how long it waited', (t) => {
  t.is(
    describeOutcome([])('delivery', E.left({ _tag: 'Timeout', origin, timeoutInMilliseconds: 30_000 })),
    `delivery → not delivered: no response from ${origin} within 30 seconds`,
  );
});

test('says that it was interrupted', (t) => {
  t.is(describeOutcome([])('delivery', E.left({ _tag: 'Interrupted' })), 'delivery → interrupted, perhaps delivered');
});

test('says why the connection failed', (t) => {
  t.is(
    describeOutcome([])('delivery', E.left({ _tag: 'ConnectionFailed', origin, reason: 'ECONNRESET' })),
    `delivery → not delivered: connection to ${origin} failed (ECONNRESET)`,
  );
});

test('is one line without control characters, whatever the response', (t) => {
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

test('never contains a secret that the receiver repeats, plain or percent-encoded', (t) => {
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
