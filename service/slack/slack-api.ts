import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Marker } from './marker.ts';
import type { Message } from './message.ts';
import type { SlackError } from './slack-error.ts';

/** A message of ours in a channel; `ts` is its id there, in seconds since 1970 as text that sorts. */
export type Posted = Readonly<{ ts: string; hasReplies: boolean; marker: Marker }>;

/** Only messages of ours, in Slack's order; `reachesBackTo` is the `ts` of the page's last message of all. */
export type Page = Readonly<{
  posted: ReadonlyArray<Posted>;
  reachesBackTo: O.Option<string>;
  nextCursor: O.Option<string>;
}>;

export type SlackApi = Readonly<{
  /** Newest first, and without the replies of threads. */
  history: (channel: string, oldest: string, cursor: O.Option<string>) => TE.TaskEither<SlackError, Page>;
  /** Oldest first. */
  replies: (channel: string, thread: string, cursor: O.Option<string>) => TE.TaskEither<SlackError, Page>;
  /** Returns the `ts` of the message. */
  post: (
    channel: string,
    message: Message,
    marker: Marker,
    thread: O.Option<string>,
  ) => TE.TaskEither<SlackError, string>;
  edit: (channel: string, ts: string, message: Message, marker: Marker) => TE.TaskEither<SlackError, void>;
}>;
