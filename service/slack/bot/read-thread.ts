import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import type { Posted, SlackApi } from '../api/slack-api.ts';

type Dependencies = Readonly<{ replies: SlackApi['replies'] }>;

/** All our messages in a thread, oldest first, and the first one itself. */
export const readThread =
  ({ replies }: Dependencies) =>
  (channel: string, { ts, hasReplies }: Posted): TE.TaskEither<AnnouncementError, ReadonlyArray<Posted>> => {
    const next = (
      posted: ReadonlyArray<Posted>,
      cursor: O.Option<string>,
    ): TE.TaskEither<AnnouncementError, ReadonlyArray<Posted>> =>
      pipe(
        replies(channel, ts, cursor),
        TE.chain((page) => {
          const all = [...posted, ...page.posted];
          return O.isNone(page.nextCursor) ? TE.right(all) : next(all, page.nextCursor);
        }),
      );
    return hasReplies ? next([], O.none) : TE.right([]);
  };
