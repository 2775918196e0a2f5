import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { PostedMessage, SlackApi } from '../../../service/slack/api/slack-api.ts';

type Message = PostedMessage & Readonly<{ thread: O.Option<string> }>;

/** A channel that is read and written without HTTP, and what was posted to it. */
export const memorySlack = (now: () => Date): Readonly<{ slack: SlackApi; messages: ReadonlyArray<Message> }> => {
  const messages: Message[] = [];
  const pageOf = (listed: ReadonlyArray<Message>) => TE.right({ messages: listed, lastTs: O.none, nextCursor: O.none });
  const isIn = (thread: string) => (message: Message) =>
    message.ts === thread || (O.isSome(message.thread) && message.thread.value === thread);
  const slack: SlackApi = {
    history: (_channel, oldest) =>
      pageOf(messages.filter(({ ts, thread }) => O.isNone(thread) && Number(ts) > Number(oldest)).toReversed()),
    replies: (_channel, thread) => pageOf(messages.filter(isIn(thread))),
    post: (_channel, _message, metadata, thread) =>
      TE.fromIO(() => {
        const ts = `${Math.floor(now().getTime() / 1000)}.${String(messages.length).padStart(6, '0')}`;
        const parent = messages.findIndex((it) => O.isSome(thread) && it.ts === thread.value);
        const before = messages[parent];
        if (before !== undefined) messages[parent] = { ...before, hasReplies: true };
        messages.push({ ts, hasReplies: false, metadata, thread });
        return ts;
      }),
    edit: (_channel, ts, _message, metadata) =>
      TE.fromIO(() => {
        const index = messages.findIndex((it) => it.ts === ts);
        const before = messages[index];
        if (before !== undefined) messages[index] = { ...before, metadata };
      }),
  };
  return { slack, messages };
};
