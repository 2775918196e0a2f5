import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import type { Violations } from '../codec/violations.ts';
import { maskUnsubscribeCodes, maskUnsubscribeLink } from '../domain/plain-text.ts';
import { escapeLine } from './escape-line.ts';
import type { LogEntry } from './log-entry.ts';
import type { TraceContext } from './trace-context.ts';

/** A verified delivery of an unknown shape. */
export type Unrecognised = Readonly<{ body: Buffer; violations: Violations; trace: O.Option<TraceContext> }>;

const maxRawBodyBytes = 150_000;
// A byte takes up to six in a line: a control character is written as \u007f.
const maxRawBodyBytesIfEscaped = 30_000;
const maxJsonBytes = 180_000;

const escapeSequence = /\\(?:u00([2-6][\da-f]|7[\da-e])|[^])/gi;

// A code could hide behind an escape sequence. Quotes and backslashes stay escaped, so that the JSON means the same.
const decodeEscapeSequences = (json: string): string =>
  json.replace(escapeSequence, (sequence, hex: string | undefined) => {
    const character = hex === undefined ? sequence : String.fromCharCode(Number.parseInt(hex, 16));
    return character === '"' || character === '\\' ? sequence : character;
  });

const maskField = (key: string, value: unknown): unknown => {
  const isUnsubscribeField = /unsubscribe/i.test(key);
  if (typeof value !== 'string') return isUnsubscribeField ? '…' : value;
  return isUnsubscribeField ? maskUnsubscribeLink(value) : maskUnsubscribeCodes(value);
};

// Serialising the JSON anew leaves no spelling that hides a code. Where that fails, as for very deep nesting, the text is masked.
const maskedBody = (body: Buffer): string => {
  const text = new TextDecoder().decode(body);
  return pipe(
    E.tryCatch(() => JSON.stringify(JSON.parse(text), maskField), E.toError),
    E.getOrElse(() => maskUnsubscribeCodes(decodeEscapeSequences(text))),
  );
};

const fits = (text: string): boolean => {
  const json = JSON.stringify(text);
  return escapeLine(json) === json && Buffer.byteLength(json) <= maxJsonBytes;
};

/** The entry of a verified delivery of an unknown shape: the raw body, cut to what an entry can hold, without unsubscribe codes. */
export const unrecognisedEntry = ({ body, violations, trace }: Unrecognised, receivedAt: Date): LogEntry => {
  const rawBody = Buffer.from(maskedBody(body));
  const maxBytes = fits(rawBody.toString('utf8', 0, maxRawBodyBytes)) ? maxRawBodyBytes : maxRawBodyBytesIfEscaped;
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
