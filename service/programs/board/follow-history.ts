import type * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Board, emptyBoard, foldEntries } from '../../board/board.ts';
import type { HistoryUnavailable, ReadHistory } from '../../history/read-history.ts';
import type { Recorded } from '../../history/recorded.ts';

type Dependencies = Readonly<{
  readHistory: ReadHistory;
  now: () => Date;
  /** After how many further entries all is read anew, as a bounded history forgets what this would keep. */
  startOverAfter: number;
}>;

/** `staleSince` is when the history was last read, where it cannot be read now. */
type Followed = Readonly<{ board: Board; staleSince: Date | undefined }>;

export type FollowedHistory = Readonly<{
  /**
   * The board with all that was recorded by now; the very same as before where that is nothing new. Once the history was read,
   * one that cannot be read leaves the board as it was.
   */
  read: TE.TaskEither<HistoryUnavailable, Followed>;
  /** Adds what the history does not keep. */
  add: (recorded: Recorded) => IO<void>;
}>;

// A history may show an entry a while after it was recorded, and clocks differ.
const overlapInMilliseconds = 60_000;
const maxWaiting = 1000;

const keyOf = ({ insertId, recordedAt, via }: Recorded): string => `${insertId} ${recordedAt.getTime()} ${via}`;

/** Reads the whole history, and then what is new. */
export const followHistory = ({ readHistory, now, startOverAfter }: Dependencies): FollowedHistory => {
  let board = emptyBoard;
  let further = 0;
  let since = new Date(0);
  let seen: ReadonlySet<string> = new Set();
  let waiting: Recorded[] = [];
  let lastReadAt: Date | undefined;
  let reading: Promise<E.Either<HistoryUnavailable, Followed>> | undefined;

  const fold = (recent: ReadonlyArray<Recorded>): void => {
    const added = [...recent.filter((recorded) => !seen.has(keyOf(recorded))), ...waiting];
    waiting = [];
    further += added.length;
    if (added.length > 0) board = foldEntries(board, added);
  };
  const startOver = (whole: ReadonlyArray<Recorded>): void => {
    seen = new Set();
    // The history does not keep refusals.
    board = { ...emptyBoard, problems: board.problems };
    fold(whole);
    further = 0;
  };
  const readNew = (): TE.TaskEither<HistoryUnavailable, Followed> => {
    const readAt = now();
    const isWhole = lastReadAt === undefined || further >= startOverAfter;
    return pipe(
      readHistory({ since: isWhole ? new Date(0) : since }),
      TE.map((recent): Followed => {
        if (isWhole) startOver(recent);
        else fold(recent);
        if (recent.length > 0) seen = new Set(recent.map(keyOf));
        since = new Date(readAt.getTime() - overlapInMilliseconds);
        lastReadAt = readAt;
        return { board, staleSince: undefined };
      }),
      TE.orElse((error) =>
        lastReadAt === undefined
          ? TE.left(error)
          : TE.right<HistoryUnavailable, Followed>({ board, staleSince: lastReadAt }),
      ),
    );
  };
  return {
    // Those who ask at the same time share one reading.
    read: () => {
      reading ??= readNew()().finally(() => {
        reading = undefined;
      });
      return reading;
    },
    add: (recorded) => () => {
      waiting.push(recorded);
      if (waiting.length >= maxWaiting) fold([]);
    },
  };
};
