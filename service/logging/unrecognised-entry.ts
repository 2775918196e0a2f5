import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import type { Violations } from '../codec/violations.ts';
import { maskUnsubscribeCodes } from '../domain/plain-text.ts';
import type { LogEntry } from './log-entry.ts';
import type { TraceContext } from './trace-context.ts';

/** A genuine delivery of a shape that nobody knows yet. */
export type Unrecognised = Readonly<{ body: Buffer; violations: Violations; trace: O.Option<TraceContext> }>;

const maxBodyBytes = 150_000;
// In a line of JSON a byte can become six: DEL stands as \u007f.
const maxEscapedBodyBytes = 30_000;
const maxJsonLength = 180_000;
const needsEscaping = /[\u007F-\u009F\u2028\u2029]/;

const escape = /\\(?:u00([2-6][\da-f]|7[\da-e])|[^])/gi;

// Else a code could hide behind an escape; quotes and backslashes keep theirs, so that it stays the same JSON.
const withoutNeedlessEscapes = (json: string): string =>
  json.replace(escape, (whole, hex: string | undefined) => {
    const character = hex === undefined ? whole : String.fromCharCode(Number.parseInt(hex, 16));
    return character === '"' || character === '\\' ? whole : character;
  });

const withoutCodes = (key: string, value: unknown): unknown =>
  /unsubscribe/i.test(key) ? '…' : typeof value === 'string' ? maskUnsubscribeCodes(value) : value;

// As JSON it is written anew, so that no way of writing it hides a code; nested too deeply for that, its text has to do.
const rawBodyOf = (body: Buffer): string => {
  const text = new TextDecoder().decode(body);
  return pipe(
    E.tryCatch(() => JSON.stringify(JSON.parse(text), withoutCodes), E.toError),
    E.getOrElse(() => maskUnsubscribeCodes(withoutNeedlessEscapes(text))),
  );
};

const fits = (text: string): boolean =>
  !needsEscaping.test(text) && Buffer.byteLength(JSON.stringify(text)) <= maxJsonLength;

/** The entry that keeps the raw body, or as much of it as an entry holds, without the codes of unsubscribe links. */
export const unrecognisedEntry = ({ body, violations, trace }: Unrecognised, receivedAt: Date): LogEntry => {
  const rawBody = Buffer.from(rawBodyOf(body));
  const maxBytes = fits(rawBody.toString('utf8', 0, maxBodyBytes)) ? maxBodyBytes : maxEscapedBodyBytes;
  return {
    severity: 'WARNING',
    message: 'A genuine delivery was not recognised; its body is kept in rawBody',
    timestamp: receivedAt,
    trace,
    payload: {
      rawBody: rawBody.toString('utf8', 0, maxBytes),
      violations,
      ...(rawBody.length > maxBytes && { truncated: { bytes: rawBody.length - maxBytes } }),
    },
  };
};
