import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { HistoryUnavailable, ReadDay } from '../read-history.ts';
import type { Recorded } from '../recorded.ts';
import { entriesFilter } from './entries-filter.ts';
import type { ListPage } from './log-api.ts';
import { readEntries } from './read-entries.ts';
import { toHistoryUnavailable } from './to-history-unavailable.ts';

type Dependencies = Readonly<{ listPage: ListPage; now: () => Date }>;

export type FollowedLog = Readonly<{
  /**
   * What was recorded since the last call; at the first one everything of the last week, and of the 90 days before it how
   * incidents ended, with all of maintenance. It may hold again what an earlier call gave. The log is asked every 15 seconds at
   * most, and for refusals and unrecognised deliveries once a minute, of which the newest thousand are read.
   */
  readNew: TE.TaskEither<HistoryUnavailable, ReadonlyArray<Recorded>>;
  /** Everything that was recorded on a day before the last week, and on the day before it; nothing of a later day. */
  readDay: ReadDay;
}>;

type ReadAt = Readonly<{ entries: Date; problems: Date }>;

const millisecondsPerSecond = 1000;
const millisecondsPerMinute = 60 * millisecondsPerSecond;
const millisecondsPerDay = 24 * 60 * millisecondsPerMinute;

const minIntervalInMilliseconds = 15 * millisecondsPerSecond;
const problemsIntervalInMilliseconds = millisecondsPerMinute;
// An entry may take a while until it is found.
const overlapInMilliseconds = millisecondsPerMinute;

const everythingInDays = 7;
const versionsInDays = 30;
const endsInDays = 90;
const problemsInDays = 1;
const maxDaysCached = 8;

const mebibyte = 1024 * 1024;
// Together they are what one instance has room for. Where they do not suffice, the oldest entries are missing.
const limits = {
  everything: { maxPages: 15, maxBytes: 32 * mebibyte },
  ends: { maxPages: 15, maxBytes: 32 * mebibyte },
  news: { maxPages: 5, maxBytes: 16 * mebibyte },
  day: { maxPages: 5, maxBytes: 8 * mebibyte },
  problems: { maxPages: 1, maxBytes: mebibyte },
};

const before = (time: Date, milliseconds: number): Date => new Date(time.getTime() - milliseconds);
const dayOf = (time: Date): number => Math.floor(time.getTime() / millisecondsPerDay);

/** Follows a log view for a reader that keeps what it was given. */
export const followLog = ({ listPage, now }: Dependencies): FollowedLog => {
  const readAll = readEntries(listPage);
  const read = (
    filter: string,
    limit: Readonly<{ maxPages: number; maxBytes: number }>,
  ): TE.TaskEither<HistoryUnavailable, ReadonlyArray<Recorded>> =>
    pipe(
      readAll({ filter, ...limit }),
      TE.bimap(toHistoryUnavailable, ({ entries }) => entries),
    );
  let lastRead: ReadAt | undefined;
  const days = new Map<number, ReadonlyArray<Recorded>>();

  const readFirst = (time: Date): TE.TaskEither<HistoryUnavailable, ReadonlyArray<Recorded>> => {
    const everythingSince = before(time, everythingInDays * millisecondsPerDay);
    return pipe(
      TE.sequenceSeqArray([
        read(entriesFilter.eventsPagesAndPasses(everythingSince), limits.everything),
        read(
          entriesFilter.incidentsAndMaintenance(
            before(time, endsInDays * millisecondsPerDay),
            before(time, versionsInDays * millisecondsPerDay),
            everythingSince,
          ),
          limits.ends,
        ),
        read(entriesFilter.refusedAndUnrecognised(before(time, problemsInDays * millisecondsPerDay)), limits.problems),
      ]),
      TE.map((parts) => parts.flat()),
      TE.tapIO(() => () => {
        lastRead = { entries: time, problems: time };
      }),
    );
  };

  const readFurther = (time: Date, last: ReadAt): TE.TaskEither<HistoryUnavailable, ReadonlyArray<Recorded>> => {
    if (time.getTime() - last.entries.getTime() < minIntervalInMilliseconds) return TE.right([]);
    const isDueForProblems = time.getTime() - last.problems.getTime() >= problemsIntervalInMilliseconds;
    return pipe(
      TE.sequenceSeqArray([
        read(entriesFilter.eventsPagesAndPasses(before(last.entries, overlapInMilliseconds)), limits.news),
        isDueForProblems
          ? read(entriesFilter.refusedAndUnrecognised(before(last.problems, overlapInMilliseconds)), limits.problems)
          : TE.right([]),
      ]),
      TE.map((parts) => parts.flat()),
      TE.tapIO(() => () => {
        lastRead = { entries: time, problems: isDueForProblems ? time : last.problems };
      }),
    );
  };

  const remember = (day: number, entries: ReadonlyArray<Recorded>): void => {
    const [oldest] = days.keys();
    if (days.size >= maxDaysCached && oldest !== undefined) days.delete(oldest);
    days.set(day, entries);
  };

  return {
    readNew: () => {
      const time = now();
      return (lastRead === undefined ? readFirst(time) : readFurther(time, lastRead))();
    },
    readDay: (time) => {
      const day = dayOf(time);
      const known = days.get(day);
      if (known !== undefined) return TE.right(known);
      if (time >= before(now(), (everythingInDays - 1) * millisecondsPerDay)) return TE.right([]);
      const from = new Date((day - 1) * millisecondsPerDay);
      const until = new Date((day + 1) * millisecondsPerDay);
      return pipe(
        read(entriesFilter.eventsPagesAndPassesWithin(from, until), limits.day),
        TE.tapIO((entries) => () => {
          remember(day, entries);
        }),
      );
    },
  };
};
