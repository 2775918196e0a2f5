import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as t from 'io-ts';
import { IsoTime } from '../codec/iso-time.ts';
import { storedLine } from './decode-line.ts';
import type { StoredEntry } from './to-recorded.ts';

/** What is neither JSON nor a log entry; lines count from 1. */
export type NotAnEntry = Readonly<{ _tag: 'NotAnEntry'; line: number }>;

// https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
const LogEntry = t.intersection(
  [
    t.type({ insertId: t.string, timestamp: IsoTime, jsonPayload: t.UnknownRecord }),
    t.partial({ receiveTimestamp: IsoTime, severity: t.string, labels: t.record(t.string, t.string) }),
  ],
  'LogEntry',
);

/** Reads an entry as Cloud Logging's API gives it. */
export const storedApiEntry = (value: unknown): O.Option<StoredEntry> =>
  pipe(
    LogEntry.decode(value),
    O.fromEither,
    O.map(({ insertId, timestamp, receiveTimestamp, severity, labels = {}, jsonPayload }) => ({
      insertId,
      timestamp: new Date(timestamp),
      recordedAt: pipe(
        O.fromNullable(receiveTimestamp),
        O.map((time) => new Date(time)),
      ),
      labels,
      payload: { severity, ...jsonPayload },
    })),
  );

const entryOf =
  (line: number) =>
  (value: unknown): E.Either<NotAnEntry, StoredEntry> =>
    pipe(
      storedLine(value),
      O.alt(() => storedApiEntry(value)),
      E.fromOption(() => ({ _tag: 'NotAnEntry', line })),
    );

const parseJson = (text: string): O.Option<unknown> => O.tryCatch((): unknown => JSON.parse(text));

const entriesIn = (text: string, line: number): ReadonlyArray<E.Either<NotAnEntry, StoredEntry>> =>
  pipe(
    parseJson(text),
    O.match(
      () => [E.left({ _tag: 'NotAnEntry', line })],
      (value) => (Array.isArray(value) ? value.map(entryOf(line)) : [entryOf(line)(value)]),
    ),
  );

/**
 * Reads stored entries: lines of JSON as the service writes them, or what `gcloud logging read --format=json` prints, which
 * is one JSON array over many lines.
 */
export const parseStoredEntries = (text: string): ReadonlyArray<E.Either<NotAnEntry, StoredEntry>> =>
  text.trimStart().startsWith('[')
    ? entriesIn(text, 1)
    : pipe(
        text.split('\n'),
        RA.chainWithIndex((index, line) => (line.trim() === '' ? [] : entriesIn(line, index + 1))),
      );
