import type * as O from 'fp-ts/lib/Option.js';
import type { Violations } from '../codec/violations.ts';
import { maskUnsubscribeCodes } from '../domain/text.ts';
import type { TraceContext } from '../domain/trace-context.ts';
import type { LogEntry } from './log-entry.ts';

/** A genuine delivery of a shape that nobody knows yet. */
export type Unrecognised = Readonly<{ body: Buffer; violations: Violations; trace: O.Option<TraceContext> }>;

// Escaped as JSON in JSON, 60 kB of text can become 120 kB, and control characters cannot stand in it unescaped.
const mostBytes = 60_000;

/** The entry that keeps the raw body, without the codes of unsubscribe links. */
export const unrecognisedEntry = ({ body, violations, trace }: Unrecognised, receivedAt: Date): LogEntry => {
  const kept = body.subarray(0, mostBytes);
  return {
    severity: 'WARNING',
    message: 'A genuine delivery was not recognised; its body is kept in rawBody',
    timestamp: receivedAt,
    trace,
    payload: {
      rawBody: maskUnsubscribeCodes(kept.toString('utf8')),
      violations,
      ...(kept.length < body.length && { truncated: { bytes: body.length - kept.length } }),
    },
  };
};
