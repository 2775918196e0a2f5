import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { LogEntry } from '../logging/log-entry.ts';
import type { HistoryUnavailable, ReadHistory } from './read-history.ts';

/** A history of this process's own; an entry that is no part of a history is not kept. */
export type History = Readonly<{
  read: ReadHistory;
  append: (entry: LogEntry) => TE.TaskEither<HistoryUnavailable, void>;
}>;
