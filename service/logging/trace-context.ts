import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';

/** The request that an entry belongs to. The ids are lower-case hexadecimal, of 32 and 16 digits; the span may be unknown. */
export type TraceContext = Readonly<{ traceId: string; spanId: string | undefined; sampled: boolean }>;

// Version ff is invalid, version 00 has exactly four fields, and a later version may have more.
const traceparent = /^(?!ff|00.{53}.)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(?![^-])/;
const cloudTraceContext = /^([\da-f]{32})(?:\/(\d{1,20}))?(?:;o=([01]))?$/i;

const isSampled = (flags: string): boolean => Number.parseInt(flags, 16) % 2 === 1;

const isSpanId = (decimal: string): boolean => BigInt.asUintN(64, BigInt(decimal)) === BigInt(decimal);

const isZero = (digits: string): boolean => /^0*$/.test(digits);

// https://www.w3.org/TR/trace-context/#traceparent-header
const fromTraceparent = (header: string): O.Option<TraceContext> =>
  pipe(
    O.fromNullable(traceparent.exec(header)),
    O.filter(([, traceId = '', spanId = '']) => !isZero(traceId) && !isZero(spanId)),
    O.map(([, traceId = '', spanId = '', flags = '']) => ({ traceId, spanId, sampled: isSampled(flags) })),
  );

// TRACE_ID/SPAN_ID;o=OPTIONS with a decimal span, which is absent or 0 where there is none: https://cloud.google.com/trace/docs/trace-context#legacy-http-header
const fromCloudTraceContext = (header: string): O.Option<TraceContext> =>
  pipe(
    O.fromNullable(cloudTraceContext.exec(header)),
    O.filter(([, traceId = '', spanId = '']) => !isZero(traceId) && isSpanId(spanId)),
    O.map(([, traceId = '', spanId = '', options = '0']) => ({
      traceId: traceId.toLowerCase(),
      spanId: isZero(spanId) ? undefined : BigInt(spanId).toString(16).padStart(16, '0'),
      sampled: options === '1',
    })),
  );

/** A valid `traceparent` header, else `X-Cloud-Trace-Context`. */
export const traceContextOf = (
  traceparentHeader: string | undefined,
  cloudTraceContextHeader: string | undefined,
): O.Option<TraceContext> => {
  const standard = traceparentHeader === undefined ? O.none : fromTraceparent(traceparentHeader);
  return O.isNone(standard) && cloudTraceContextHeader !== undefined
    ? fromCloudTraceContext(cloudTraceContextHeader)
    : standard;
};
