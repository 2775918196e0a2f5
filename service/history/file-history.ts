import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { jsonLine } from '../logging/json-line.ts';
import { boundedEntries } from './bounded-entries.ts';
import { decodeLine } from './decode-line.ts';
import type { History } from './history.ts';
import { lineAppender } from './line-appender.ts';
import { type LockError, lockFile } from './lock-file.ts';
import { maxHistoryBytes } from './memory-history.ts';
import { openLines } from './open-lines.ts';
import { type HistoryUnavailable, historyUnavailable } from './read-history.ts';

type Settings = Readonly<{ file: string; now: () => Date; maxAgeInDays?: number; maxBytesInMemory?: number }>;

export type FileHistory = History & Readonly<{ close: T.Task<void> }>;

const millisecondsPerDay = 24 * 60 * 60 * 1000;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

const unavailable =
  (what: string) =>
  (error: unknown): HistoryUnavailable =>
    historyUnavailable(`${what}: ${codeOf(error)}`);

const lockMistake = (error: LockError): HistoryUnavailable => {
  switch (error._tag) {
    case 'Locked':
      return historyUnavailable('another process uses this history');
    case 'NotLockable':
      return historyUnavailable(`the history cannot be locked: ${error.code}`);
  }
};

/**
 * Opens a file of log lines, of which this process is the only writer. Entries older than `maxAgeInDays` (90) are removed
 * now, and never later. What was appended survives the end of the process, but not a power cut: no line is synced.
 */
export const openFileHistory = ({
  file,
  now,
  maxAgeInDays = 90,
  maxBytesInMemory = maxHistoryBytes,
}: Settings): TE.TaskEither<HistoryUnavailable, FileHistory> => {
  const entries = boundedEntries(maxBytesInMemory);
  const lineOf = jsonLine(O.none);
  const since = new Date(now().getTime() - maxAgeInDays * millisecondsPerDay);
  const remember = (line: string): void => {
    const recorded = decodeLine(line);
    if (O.isSome(recorded)) entries.add(recorded.value, Buffer.byteLength(line));
  };
  // A line that cannot be read stays: a later version may know it.
  const isExpired = (line: string): boolean => {
    const recorded = decodeLine(line);
    return O.isSome(recorded) && recorded.value.recordedAt < since;
  };
  const openLocked = (release: T.Task<void>): TE.TaskEither<HistoryUnavailable, FileHistory> =>
    pipe(
      TE.tryCatch(() => openLines({ file, onLine: remember, isExpired }), unavailable('the history cannot be read')),
      TE.orElseFirstTaskK(() => release),
      TE.map(({ handle, size }) => {
        const appendLine = lineAppender(handle, size);
        const appendAndRemember = (line: string): TE.TaskEither<HistoryUnavailable, void> =>
          pipe(
            appendLine(line),
            TE.bimap(
              ({ error }) => unavailable('the history cannot be written')(error),
              () => {
                remember(line);
              },
            ),
          );
        return {
          read: (query) => TE.fromIO(() => entries.read(query)),
          append: (entry) => {
            const line = lineOf(entry);
            return O.isSome(decodeLine(line)) ? appendAndRemember(line) : TE.right(undefined);
          },
          close: async () => {
            await handle.close();
            await release();
          },
        };
      }),
    );
  return pipe(lockFile(`${file}.lock`), TE.mapLeft(lockMistake), TE.chain(openLocked));
};
