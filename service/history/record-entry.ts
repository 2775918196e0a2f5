import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LogEntry } from '../logging/log-entry.ts';
import type { WriteFailed } from '../logging/open-log.ts';
import type { History } from './history.ts';
import type { HistoryUnavailable } from './read-history.ts';

/** Whether an entry is safe; only where the log cannot be written to does the program end. */
export type RecordEntry = (entry: LogEntry) => TE.TaskEither<HistoryUnavailable | WriteFailed, void>;

/** Appends an entry to the history before it is written to the log, so that the log holds nothing that the history lacks. */
export const recordEntry =
  ({ append }: Pick<History, 'append'>, write: (entry: LogEntry) => TE.TaskEither<WriteFailed, void>): RecordEntry =>
  (entry) =>
    pipe(
      append(entry),
      TE.chainW(() => write(entry)),
    );
