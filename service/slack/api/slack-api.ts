import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import type { MessageMetadata } from '../bot/message-metadata.ts';
import type { Message } from '../messages/block-kit.ts';

/** A message of ours in a channel; `ts` is its id there, in seconds since 1970 as text that sorts. */
export type Posted = Readonly<{ ts: string; hasReplies: boolean; metadata: MessageMetadata }>;

/** Only messages of ours, in Slack's order; `reachesBackTo` is the `ts` of the page's last message of all. */
export type Page = Readonly<{
  posted: ReadonlyArray<Posted>;
  reachesBackTo: O.Option<string>;
  nextCursor: O.Option<string>;
}>;

export type SlackApi = Readonly<{
  /** Newest first, and without the replies of threads. */
  history: (channel: string, oldest: string, cursor: O.Option<string>) => TE.TaskEither<AnnouncementError, Page>;
  /** Oldest first. */
  replies: (channel: string, thread: string, cursor: O.Option<string>) => TE.TaskEither<AnnouncementError, Page>;
  /** Returns the `ts` of the message. */
  post: (
    channel: string,
    message: Message,
    metadata: MessageMetadata,
    thread: O.Option<string>,
  ) => TE.TaskEither<AnnouncementError, string>;
  edit: (
    channel: string,
    ts: string,
    message: Message,
    metadata: MessageMetadata,
  ) => TE.TaskEither<AnnouncementError, void>;
}>;
