import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import type { MessagePage, PostedMessage, SlackApi } from '../api/slack-api.ts';

type Dependencies = Readonly<{ history: SlackApi['history']; now: () => Date }>;

/** Messages older than `since` were not read. */
export type ChannelHistory = Readonly<{ messages: ReadonlyArray<PostedMessage>; since: Date }>;

const lookBackInMilliseconds = 30 * 24 * 60 * 60 * 1000;
const maxPages = 10;

const toDate = (ts: string): Date => new Date(Number(ts) * 1000);

/**
 * Reads our own messages in a channel, newest first, page by page until there are enough: those of the last 30 days, and
 * in a busy channel only those among the last 2000 messages.
 */
export const readChannelHistory =
  ({ history, now }: Dependencies) =>
  (
    channel: string,
    areEnough: (messages: ReadonlyArray<PostedMessage>) => boolean,
  ): TE.TaskEither<AnnouncementError, ChannelHistory> => {
    const oldest = new Date(now().getTime() - lookBackInMilliseconds);
    const continueAfter = (
      earlier: ReadonlyArray<PostedMessage>,
      page: MessagePage,
      pages: number,
    ): TE.TaskEither<AnnouncementError, ChannelHistory> => {
      const messages = [...earlier, ...page.messages];
      if (O.isNone(page.nextCursor)) {
        return TE.right({ messages, since: oldest });
      }
      return areEnough(messages) || pages === maxPages
        ? TE.right({ messages, since: O.match(() => oldest, toDate)(page.lastTs) })
        : readFrom(page.nextCursor, messages, pages);
    };
    const readFrom = (
      cursor: O.Option<string>,
      earlier: ReadonlyArray<PostedMessage>,
      pages: number,
    ): TE.TaskEither<AnnouncementError, ChannelHistory> =>
      pipe(
        history(channel, `${oldest.getTime() / 1000}`, cursor),
        TE.chain((page) => continueAfter(earlier, page, pages + 1)),
      );
    return readFrom(O.none, [], 0);
  };
