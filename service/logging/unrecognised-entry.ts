import type * as O from 'fp-ts/lib/Option.js';
import type { Violations } from '../codec/violations.ts';
import { maskUnsubscribeCodes } from '../domain/text.ts';
import type { TraceContext } from '../domain/trace-context.ts';
import type { LogEntry } from './log-entry.ts';

/** A genuine delivery of a shape that nobody knows yet. */
export type Unrecognised = Readonly<{ body: Buffer; violations: Violations; trace: O.Option<TraceContext> }>;

// In a line of JSON, a byte can become six: DEL stands as \u007f.
const mostBytes = 30_000;

const escape = /\\(?:u00([2-6][\da-f]|7[\da-e])|[^])/gi;

// Else a code could hide behind an escape; quotes and backslashes keep theirs, so that it stays the same JSON.
const withoutNeedlessEscapes = (json: string): string =>
  json.replace(escape, (whole, hex: string | undefined) => {
    const character = hex === undefined ? whole : String.fromCharCode(Number.parseInt(hex, 16));
    return character === '"' || character === '\\' ? whole : character;
  });

/** The entry that keeps the raw body, without the codes of unsubscribe links. */
export const unrecognisedEntry = ({ body, violations, trace }: Unrecognised, receivedAt: Date): LogEntry => {
  const kept = body.subarray(0, mostBytes);
  return {
    severity: 'WARNING',
    message: 'A genuine delivery was not recognised; its body is kept in rawBody',
    timestamp: receivedAt,
    trace,
    payload: {
      rawBody: maskUnsubscribeCodes(withoutNeedlessEscapes(kept.toString('utf8'))),
      violations,
      ...(kept.length < body.length && { truncated: { bytes: body.length - kept.length } }),
    },
  };
};
