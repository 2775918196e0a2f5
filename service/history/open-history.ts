import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { openFileHistory } from './file-history.ts';
import type { History } from './history.ts';
import { memoryHistory } from './memory-history.ts';
import type { HistoryUnavailable } from './read-history.ts';

type Settings = Readonly<{ file: O.Option<string>; now: () => Date }>;

/** `isDurable` if it survives the process. */
export type OpenHistory = History & Readonly<{ isDurable: boolean; close: T.Task<void> }>;

/** Opens the history in a file, or one in memory where there is no file. */
export const openHistory = ({ file, now }: Settings): TE.TaskEither<HistoryUnavailable, OpenHistory> =>
  pipe(
    file,
    O.match(
      (): TE.TaskEither<HistoryUnavailable, OpenHistory> =>
        TE.right({ ...memoryHistory(), isDurable: false, close: T.of(undefined) }),
      (name) =>
        pipe(
          openFileHistory({ file: name, now }),
          TE.map((history) => ({ ...history, isDurable: true })),
        ),
    ),
  );
