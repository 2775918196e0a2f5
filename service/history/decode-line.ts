import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import type { Recorded } from './recorded.ts';
import { toRecorded } from './to-recorded.ts';

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

/** Reads a line that the log wrote; none for one of another sort, or a torn one. */
export const decodeLine = (line: string): O.Option<Recorded> =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(line), E.toError),
    E.chainW((value) => Line.decode(value)),
    O.fromEither,
    O.chain((entry) => {
      const { seconds, nanos } = entry.timestamp;
      return toRecorded({
        insertId: entry[insertIdKey],
        timestamp: new Date(seconds * 1000 + Math.round(nanos / nanosecondsPerMillisecond)),
        recordedAt: O.none,
        labels: entry[labelsKey] ?? {},
        payload: entry,
      });
    }),
  );
