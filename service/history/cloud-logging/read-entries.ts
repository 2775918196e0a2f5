import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { storedApiEntry } from '../parse-stored-entries.ts';
import type { Recorded } from '../recorded.ts';
import { toRecorded } from '../to-recorded.ts';
import type { ListPage, LogApiError } from './log-api.ts';

type EntriesQuery = Readonly<{ filter: string; maxPages: number; maxBytes: number }>;

/** `isComplete` unless a limit was reached, behind which are the oldest entries. */
export type ReadEntries = Readonly<{ entries: ReadonlyArray<Recorded>; isComplete: boolean }>;

const usualPageSize = 1000;
// Even of the largest entries, 200 kB each, so many fit into a response.
const pageSizeOfLargeEntries = 100;

const recordedIn = (entries: ReadonlyArray<unknown>): ReadonlyArray<Recorded> =>
  entries.flatMap((entry) =>
    pipe(
      storedApiEntry(entry),
      O.chain(toRecorded),
      O.match(
        () => [],
        (recorded) => [recorded],
      ),
    ),
  );

/** Reads page after page, the newest entries first; what is no part of a history is left out. */
export const readEntries =
  (listPage: ListPage) =>
  ({ filter, maxPages, maxBytes }: EntriesQuery): TE.TaskEither<LogApiError, ReadEntries> => {
    const read =
      (pageSize: number): TE.TaskEither<LogApiError, ReadEntries> =>
      async () => {
        const entries: Recorded[] = [];
        let bytes = 0;
        let pageToken: string | undefined;
        for (let pages = 0; pages < maxPages && bytes < maxBytes; pages += 1) {
          const page = await listPage({ filter, pageSize, pageToken })();
          if (E.isLeft(page)) return page;
          entries.push(...recordedIn(page.right.entries));
          bytes += page.right.bytes;
          pageToken = page.right.nextPageToken;
          if (pageToken === undefined) return E.right({ entries, isComplete: true });
        }
        return E.right({ entries, isComplete: false });
      };
    return pipe(
      read(usualPageSize),
      TE.orElse((error) => (error._tag === 'ResponseTooLarge' ? read(pageSizeOfLargeEntries) : TE.left(error))),
    );
  };
