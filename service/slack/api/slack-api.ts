import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import type { Message } from '../messages/block-kit.ts';
import type { MessageMetadata } from '../messages/message-metadata.ts';

/** A message of ours; `ts` is its id in the channel, seconds since 1970 as a sortable text. */
export type PostedMessage = Readonly<{ ts: string; hasReplies: boolean; metadata: MessageMetadata }>;

/** Our own messages, in Slack's order; `lastTs` is the `ts` of the last message of the page, whoever posted it. */
export type MessagePage = Readonly<{
  messages: ReadonlyArray<PostedMessage>;
  lastTs: O.Option<string>;
  nextCursor: O.Option<string>;
}>;

/** What the token allows, to be found out without posting. */
export type SlackAccess = Readonly<{
  /** Returns the scopes of the token, or nothing if Slack does not tell them. */
  authenticate: TE.TaskEither<AnnouncementError, ReadonlyArray<string>>;
  /** Fails if the channel's history cannot be read. */
  tryToRead: (channel: string) => TE.TaskEither<AnnouncementError, void>;
}>;

export type SlackApi = Readonly<{
  /** Newest first, without replies in threads. */
  history: (channel: string, oldest: string, cursor: O.Option<string>) => TE.TaskEither<AnnouncementError, MessagePage>;
  /** Oldest first, with the thread's parent message. */
  replies: (channel: string, thread: string, cursor: O.Option<string>) => TE.TaskEither<AnnouncementError, MessagePage>;
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
