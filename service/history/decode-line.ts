import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import type { Recorded } from './recorded.ts';
import { type StoredEntry, toRecorded } from './to-recorded.ts';

const insertIdKey = 'logging.googleapis.com/insertId';
const labelsKey = 'logging.googleapis.com/labels';

const Line = t.intersection(
  [
    t.type({
      timestamp: t.type({ seconds: t.number, nanos: t.number }),
      [insertIdKey]: t.string,
    }),
    t.partial({ [labelsKey]: t.record(t.string, t.string) }),
    t.UnknownRecord,
  ],
  'Line',
);

const nanosecondsPerMillisecond = 1_000_000;

const lineToEntry = (line: t.TypeOf<typeof Line>): StoredEntry => {
  const { seconds, nanos } = line.timestamp;
  return {
    insertId: line[insertIdKey],
    timestamp: new Date(seconds * 1000 + Math.round(nanos / nanosecondsPerMillisecond)),
    recordedAt: O.none,
    labels: line[labelsKey] ?? {},
    payload: line,
  };
};

/** Reads an entry as the log writes it to stdout. */
export const storedLine = (value: unknown): O.Option<StoredEntry> =>
  pipe(Line.decode(value), O.fromEither, O.map(lineToEntry));

/** Reads a line that the log wrote; none for one of another sort, or a torn one. */
export const decodeLine = (line: string): O.Option<Recorded> =>
  pipe(
    O.tryCatch((): unknown => JSON.parse(line)),
    O.chain(storedLine),
    O.chain(toRecorded),
  );
