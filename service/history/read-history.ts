import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Recorded } from './recorded.ts';

/** `reason` is for an operator, and holds nothing of an entry. */
export type HistoryUnavailable = Readonly<{ _tag: 'HistoryUnavailable'; reason: string }>;

/** Entries whose timestamp or time of recording is not before `since`. */
export type HistoryQuery = Readonly<{ since: Date }>;

/** Entries in any order; one that was written a moment ago may not be among them yet. */
export type ReadHistory = (query: HistoryQuery) => TE.TaskEither<HistoryUnavailable, ReadonlyArray<Recorded>>;

/** What was recorded on a day and on the one before it, where `ReadHistory` leaves that out as too long ago; else nothing. */
export type ReadDay = (day: Date) => TE.TaskEither<HistoryUnavailable, ReadonlyArray<Recorded>>;

export const historyUnavailable = (reason: string): HistoryUnavailable => ({ _tag: 'HistoryUnavailable', reason });
