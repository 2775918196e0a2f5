import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import type { PostedMessage, SlackApi } from '../api/slack-api.ts';

type Dependencies = Readonly<{ replies: SlackApi['replies'] }>;

/** All our own messages in a thread, oldest first, including the parent message; none if nobody has replied. */
export const readThread =
  ({ replies }: Dependencies) =>
  (
    channel: string,
    { ts, hasReplies }: PostedMessage,
  ): TE.TaskEither<AnnouncementError, ReadonlyArray<PostedMessage>> => {
    const readFrom = (
      cursor: O.Option<string>,
      earlier: ReadonlyArray<PostedMessage>,
    ): TE.TaskEither<AnnouncementError, ReadonlyArray<PostedMessage>> =>
      pipe(
        replies(channel, ts, cursor),
        TE.chain((page) => {
          const messages = [...earlier, ...page.messages];
          return O.isNone(page.nextCursor) ? TE.right(messages) : readFrom(page.nextCursor, messages);
        }),
      );
    return hasReplies ? readFrom(O.none, []) : TE.right([]);
  };
