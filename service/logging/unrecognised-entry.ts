import { hash } from 'node:crypto';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { exceedsJsonLimit } from '../codec/exceeds-json-limit.ts';
import type { Violations } from '../codec/violations.ts';
import { maskUnsubscribeCodes, maskUnsubscribeLink, namesUnsubscription } from '../domain/mask-unsubscribe-codes.ts';
import { escapeLine } from './escape-line.ts';
import type { LogEntry } from './log-entry.ts';
import type { TraceContext } from './trace-context.ts';

/** A verified delivery of an unknown shape. */
export type Unrecognised = Readonly<{
  body: Buffer;
  violations: Violations;
  trace: O.Option<TraceContext>;
  clientAddress?: string | undefined;
}>;

const maxRawBodyBytes = 150_000;
// A byte takes up to six in a line: a control character is written as \u007f.
const maxRawBodyBytesIfEscaped = 30_000;
const maxJsonBytes = 180_000;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (json: string): unknown => JSON.parse(json);

// JSON in a text is masked as the JSON around it.
const maskText = (text: string): string =>
  pipe(
    text,
    O.fromPredicate((it) => /^\s*[[{"]/.test(it) && namesUnsubscription(it)),
    O.chain(maskedJson),
    O.getOrElse(() => maskUnsubscribeCodes(text)),
  );

const maskField = (key: string, value: unknown): unknown => {
  const isUnsubscribeField = namesUnsubscription(key);
  if (typeof value === 'string') return isUnsubscribeField ? maskUnsubscribeLink(value) : maskText(value);
  if (isUnsubscribeField) return '…';
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, child]) => [maskUnsubscribeCodes(name), child]))
    : value;
};

// Serialising the JSON anew leaves no spelling that hides a code. It fails where the JSON is nested too deeply.
const maskedJson = (json: string): O.Option<string> => O.tryCatch(() => JSON.stringify(parse(json), maskField));

const fits = (text: string): boolean => {
  const json = JSON.stringify(text);
  return escapeLine(json) === json && Buffer.byteLength(json) <= maxJsonBytes;
};

const keptBody = (masked: string): LogEntry['payload'] => {
  const rawBody = Buffer.from(masked);
  const maxBytes = fits(rawBody.toString('utf8', 0, maxRawBodyBytes)) ? maxRawBodyBytes : maxRawBodyBytesIfEscaped;
  return {
    rawBody: rawBody.toString('utf8', 0, maxBytes),
    ...(rawBody.length > maxBytes && { truncated: { bytes: rawBody.length - maxBytes } }),
  };
};

// Metrics and queries find the entry by its `rawBody`.
const omittedBody = (body: Buffer): LogEntry['payload'] => ({
  rawBody: '…',
  truncated: { bytes: body.length, sha256: hash('sha256', body) },
});

/**
 * The entry of a verified delivery of an unknown shape: the raw body, cut to what an entry can hold, without unsubscribe
 * codes. Of a body in which codes cannot be found, only the length and the hash are kept.
 */
export const unrecognisedEntry = (
  { body, violations, trace, clientAddress }: Unrecognised,
  receivedAt: Date,
): LogEntry => {
  const masked = exceedsJsonLimit(body, { countsInStrings: true })
    ? O.none
    : maskedJson(new TextDecoder().decode(body));
  return {
    severity: 'WARNING',
    message: `A genuine delivery was not recognised; ${O.isSome(masked) ? 'its body is kept in rawBody' : 'its body is too complex to be kept'}`,
    timestamp: receivedAt,
    trace,
    payload: {
      ...(O.isSome(masked) ? keptBody(masked.value) : omittedBody(body)),
      violations,
      ...(clientAddress !== undefined && { clientAddress }),
    },
  };
};
