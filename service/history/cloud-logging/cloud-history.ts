import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type HistoryUnavailable, historyUnavailable, type ReadHistory } from '../read-history.ts';
import { entriesFilter } from './entries-filter.ts';
import type { ListPage, LogApiError } from './log-api.ts';
import { readEntries } from './read-entries.ts';

type Dependencies = Readonly<{ listPage: ListPage; now: () => Date }>;

// As much as one instance has room for.
const limits = { maxPages: 30, maxBytes: 64 * 1024 * 1024 };
const millisecondsPerHour = 60 * 60 * 1000;
const passesInHours = 26;

const toHistoryUnavailable = (error: LogApiError): HistoryUnavailable => {
  switch (error._tag) {
    case 'RateLimited':
      return historyUnavailable('Cloud Logging is rate-limiting us');
    case 'ResponseTooLarge':
      return historyUnavailable('a response of Cloud Logging is too large');
    case 'Refused':
    case 'Unreachable':
      return historyUnavailable(`Cloud Logging cannot be read: ${error.reason}`);
  }
};

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
