import test from 'ava';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { type TraceContext, traceContextOf } from '../../service/logging/trace-context.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

const reads = test.macro<[traceparent: string | undefined, cloud: string | undefined, expected: TraceContext]>({
  exec: (t, traceparent, cloud, expected) => {
    t.deepEqual(traceContextOf(traceparent, cloud), O.some(expected));
  },
  title: (_, traceparent, cloud) =>
    `reads traceparent ${traceparent ?? 'absent'}, X-Cloud-Trace-Context ${cloud ?? 'absent'}`,
});

const ignores = test.macro<[traceparent: string | undefined, cloud: string | undefined]>({
  exec: (t, traceparent, cloud) => {
    t.deepEqual(traceContextOf(traceparent, cloud), O.none);
  },
  title: (_, traceparent, cloud) =>
    `ignores traceparent ${traceparent ?? 'absent'}, X-Cloud-Trace-Context ${cloud ?? 'absent'}`,
});

const zeros = '0'.repeat(32);

test(reads, `00-${traceId}-${spanId}-01`, undefined, { traceId, spanId, sampled: true });
test(reads, `00-${traceId}-${spanId}-00`, undefined, { traceId, spanId, sampled: false });
test(reads, `00-${traceId}-${spanId}-03`, undefined, { traceId, spanId, sampled: true });
test(reads, `00-${traceId}-${spanId}-02`, undefined, { traceId, spanId, sampled: false });
test(reads, `cc-${traceId}-${spanId}-01`, undefined, { traceId, spanId, sampled: true });
test(reads, `cc-${traceId}-${spanId}-01-what-comes-later`, undefined, { traceId, spanId, sampled: true });
test(reads, `00-${traceId}-${spanId}-01`, `${'a'.repeat(32)}/7;o=0`, { traceId, spanId, sampled: true });

const decimal = { traceId, spanId: '000000000000007b', sampled: true };
test(reads, undefined, `${traceId}/123;o=1`, decimal);
test(reads, undefined, `${traceId.toUpperCase()}/123;o=1`, decimal);
test(reads, undefined, `${traceId}/123;o=0`, { ...decimal, sampled: false });
test(reads, undefined, `${traceId}/123`, { ...decimal, sampled: false });
test(reads, undefined, `${traceId}/18446744073709551615;o=1`, { ...decimal, spanId: 'ffffffffffffffff' });
const withoutSpan = { traceId, spanId: undefined, sampled: true };
test(reads, undefined, `${traceId};o=1`, withoutSpan);
test(reads, undefined, traceId, { ...withoutSpan, sampled: false });
test(reads, undefined, `${traceId}/0;o=1`, withoutSpan);
test(reads, 'malformed', `${traceId}/123;o=1`, decimal);
test(reads, `00-${zeros}-${spanId}-01`, `${traceId}/123;o=1`, decimal);

test(ignores, undefined, undefined);
test(ignores, '', '');
test(ignores, `00-${zeros}-${spanId}-01`, undefined);
test(ignores, `00-${traceId}-${'0'.repeat(16)}-01`, undefined);
test(ignores, `ff-${traceId}-${spanId}-01`, undefined);
test(ignores, `00-${traceId.toUpperCase()}-${spanId}-01`, undefined);
test(ignores, `00-${traceId.slice(1)}-${spanId}-01`, undefined);
test(ignores, `00-${traceId}-${spanId.slice(1)}-01`, undefined);
test(ignores, `00-${traceId}-${spanId}`, undefined);
test(ignores, `00-${traceId}-${spanId}-1`, undefined);
test(ignores, `00-${traceId}-${spanId}-0g`, undefined);
test(ignores, `00-${traceId}-${spanId}-011`, undefined);
test(ignores, `00-${traceId}-${spanId}-01-more`, undefined);
test(ignores, `cc-${traceId}-${spanId}-01more`, undefined);
test(ignores, ` 00-${traceId}-${spanId}-01`, undefined);
test(ignores, undefined, `${traceId}/`);
test(ignores, undefined, `${zeros}/123;o=1`);
test(ignores, undefined, zeros);
test(ignores, undefined, `${traceId}/12g;o=1`);
test(ignores, undefined, `${traceId}/-1;o=1`);
test(ignores, undefined, `${traceId}/18446744073709551616;o=1`);
test(ignores, undefined, `${traceId}/18446744073709551617;o=1`);
test(ignores, undefined, `${traceId}/123;o=x`);
test(ignores, undefined, `${traceId.slice(1)}/123;o=1`);

test('gives ids of 32 and 16 lower-case hexadecimal digits, or nothing, whatever the headers', (t) => {
  const nearly = fc.stringMatching(/^[0-9a-fA-F]{30,33}[/-][0-9a-f]{1,21}(-01|;o=1)?$/);
  const header = fc.option(
    fc.oneof(
      fc.string(),
      nearly,
      nearly.map((rest) => `00-${rest}`),
    ),
    { nil: undefined },
  );
  t.notThrows(() => {
    fc.assert(
      fc.property(header, header, (traceparent, cloud) => {
        const context = traceContextOf(traceparent, cloud);
        return (
          O.isNone(context) ||
          (/^[\da-f]{32}$/.test(context.value.traceId) && /^[\da-f]{16}$/.test(context.value.spanId ?? 'a'.repeat(16)))
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
