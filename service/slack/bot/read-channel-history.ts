import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import type { Page, Posted, SlackApi } from '../api/slack-api.ts';

type Dependencies = Readonly<{ history: SlackApi['history']; now: () => Date }>;

/** `since` is how far back was looked: what is older may be there and was not seen. */
export type ChannelHistory = Readonly<{ posted: ReadonlyArray<Posted>; since: Date }>;

const lookBackInMilliseconds = 30 * 24 * 60 * 60 * 1000;
const maxPages = 10;

const toDate = (ts: string): Date => new Date(Number(ts) * 1000);

/**
 * Our messages in a channel, newest first, page by page until there are enough: at most those of 30 days and, in a
 * busy channel, among the last 2000 messages.
 */
export const readChannelHistory =
  ({ history, now }: Dependencies) =>
  (
    channel: string,
    areEnough: (posted: ReadonlyArray<Posted>) => boolean,
  ): TE.TaskEither<AnnouncementError, ChannelHistory> => {
    const oldest = new Date(now().getTime() - lookBackInMilliseconds);
    const further = (
      posted: ReadonlyArray<Posted>,
      page: Page,
      pages: number,
    ): TE.TaskEither<AnnouncementError, ChannelHistory> => {
      const all = [...posted, ...page.posted];
      return O.isNone(page.nextCursor)
        ? TE.right({ posted: all, since: oldest })
        : areEnough(all) || pages === maxPages
          ? TE.right({ posted: all, since: O.match(() => oldest, toDate)(page.reachesBackTo) })
          : next(all, page.nextCursor, pages);
    };
    const next = (
      posted: ReadonlyArray<Posted>,
      cursor: O.Option<string>,
      pages: number,
    ): TE.TaskEither<AnnouncementError, ChannelHistory> =>
      pipe(
        history(channel, `${oldest.getTime() / 1000}`, cursor),
        TE.chain((page) => further(posted, page, pages + 1)),
      );
    return next([], O.none, 0);
  };
