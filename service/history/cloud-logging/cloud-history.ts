import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { historyUnavailable, type ReadHistory } from '../read-history.ts';
import { entriesFilter } from './entries-filter.ts';
import type { ListPage } from './log-api.ts';
import { readEntries } from './read-entries.ts';
import { toHistoryUnavailable } from './to-history-unavailable.ts';

type Dependencies = Readonly<{ listPage: ListPage; now: () => Date }>;

// As much as one instance has room for.
const limits = { maxPages: 15, maxBytes: 64 * 1024 * 1024 };
const millisecondsPerHour = 60 * 60 * 1000;
const passesInHours = 26;

/**
 * Reads events, page states and reports from a log view, and the passes of the last 26 hours; not the refusals, of which a
 * stranger can cause any number. It fails rather than leave something out, since what is missing would be recorded again.
 */
export const cloudHistory = ({ listPage, now }: Dependencies): ReadHistory => {
  const read = readEntries(listPage);
  return ({ since }) => {
    const passesSince = new Date(Math.max(since.getTime(), now().getTime() - passesInHours * millisecondsPerHour));
    return pipe(
      read({ filter: entriesFilter.eventsAndPages(since, passesSince), ...limits }),
      TE.mapLeft(toHistoryUnavailable),
      TE.chain(({ entries, isComplete }) =>
        isComplete ? TE.right(entries) : TE.left(historyUnavailable('the log holds too many entries')),
      ),
    );
  };
};
