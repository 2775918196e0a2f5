import {
  type Logger,
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import { type AnnouncementError, noAnswer, rateLimited, unavailable } from '../../announcing/announcement-error.ts';
import { optional } from '../../codec/optional.ts';
import { MessageMetadata } from '../messages/message-metadata.ts';
import { errorForCode, unexpectedAnswer } from './error-for-code.ts';
import type { MessagePage, PostedMessage, SlackAccess, SlackApi } from './slack-api.ts';

type Settings = Readonly<{ token: string; apiUrl: string; timeoutInMilliseconds: number }>;

// The most that Slack recommends: https://docs.slack.dev/apis/web-api/pagination
const messagesPerPage = 200;

const AnyMessage = t.type({ ts: t.string }, 'AnyMessage');
// https://docs.slack.dev/reference/methods/auth.test
const Bot = t.type(
  {
    bot_id: t.string,
    app_id: optional(t.string),
    response_metadata: optional(t.type({ scopes: optional(t.readonlyArray(t.string)) })),
  },
  'Bot',
);
type Bot = t.TypeOf<typeof Bot>;
const Author = t.type({ bot_id: optional(t.string), app_id: optional(t.string) }, 'Author');
type Author = t.TypeOf<typeof Author>;
const OurMessage = t.intersection(
  [t.type({ ts: t.string, reply_count: optional(t.number), metadata: MessageMetadata }), Author],
  'OurMessage',
);
const Messages = t.type(
  {
    messages: t.readonlyArray(AnyMessage),
    response_metadata: optional(t.type({ next_cursor: optional(t.string) })),
  },
  'Messages',
);

// By default the client writes to the console, and its debug lines contain what is sent.
const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

const toAnnouncementError = (error: unknown): AnnouncementError => {
  if (error instanceof WebAPIRateLimitedError) {
    return rateLimited(O.some(error.retryAfter));
  }
  if (error instanceof WebAPIHTTPError) {
    return unavailable(`HTTP ${error.statusCode}`);
  }
  if (error instanceof WebAPIPlatformError) {
    return errorForCode(error.data.error);
  }
  return noAnswer(error instanceof WebAPIRequestError ? error.original : error);
};

const call = <A>(request: () => Promise<unknown>, codec: t.Decoder<unknown, A>): TE.TaskEither<AnnouncementError, A> =>
  pipe(
    TE.tryCatch(request, toAnnouncementError),
    TE.chainEitherK((body) =>
      pipe(
        codec.decode(body),
        E.mapLeft(() => unexpectedAnswer),
      ),
    ),
  );

// Any app can post metadata like ours.
const isBy =
  (bot: Bot) =>
  ({ bot_id, app_id }: Author): boolean =>
    bot_id === bot.bot_id || (app_id !== undefined && app_id === bot.app_id);

const toPostedMessage =
  (bot: Bot) =>
  (message: unknown): O.Option<PostedMessage> =>
    pipe(
      OurMessage.decode(message),
      O.fromEither,
      O.filter(isBy(bot)),
      O.map(({ ts, reply_count = 0, metadata }) => ({ ts, hasReplies: reply_count > 0, metadata })),
    );

const toPage =
  (bot: Bot) =>
  ({ messages, response_metadata }: t.TypeOf<typeof Messages>): MessagePage => ({
    messages: RA.filterMap(toPostedMessage(bot))(messages),
    lastTs: pipe(
      RA.last(messages),
      O.map(({ ts }) => ts),
    ),
    nextCursor: pipe(
      O.fromNullable(response_metadata?.next_cursor),
      O.filter((cursor) => cursor !== ''),
    ),
  });

/** Slack's Web API. It does not retry: the caller decides. */
export const webClient = ({ token, apiUrl, timeoutInMilliseconds }: Settings): SlackApi & SlackAccess => {
  const { auth, conversations, chat } = new WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: timeoutInMilliseconds,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silentLogger,
  });
  const pageOptions = (cursor: O.Option<string>) => ({
    limit: messagesPerPage,
    include_all_metadata: true,
    ...(O.isSome(cursor) && { cursor: cursor.value }),
  });
  const noUnfurling = { unfurl_links: false, unfurl_media: false };

  let knownBot: O.Option<Bot> = O.none;
  const findBot = pipe(
    call(() => auth.test(), Bot),
    TE.chainFirstIOK((bot) => () => {
      knownBot = O.some(bot);
    }),
  );
  const readPage = (request: () => Promise<unknown>): TE.TaskEither<AnnouncementError, MessagePage> =>
    pipe(
      () => (O.isSome(knownBot) ? TE.right(knownBot.value) : findBot)(),
      TE.chain((bot) => pipe(call(request, Messages), TE.map(toPage(bot)))),
    );

  return {
    authenticate: pipe(
      findBot,
      TE.map(({ response_metadata }) => response_metadata?.scopes ?? []),
    ),
    tryToRead: (channel) => TE.asUnit(call(() => conversations.history({ channel, limit: 1 }), Messages)),
    history: (channel, oldest, cursor) =>
      readPage(() => conversations.history({ channel, oldest, ...pageOptions(cursor) })),
    replies: (channel, thread, cursor) =>
      readPage(() => conversations.replies({ channel, ts: thread, ...pageOptions(cursor) })),
    post: (channel, message, metadata, thread) =>
      pipe(
        call(
          () =>
            chat.postMessage({
              channel,
              ...message,
              ...noUnfurling,
              metadata,
              ...(O.isSome(thread) && { thread_ts: thread.value }),
            }),
          AnyMessage,
        ),
        TE.map(({ ts }) => ts),
      ),
    edit: (channel, ts, message, metadata) =>
      TE.asUnit(call(() => chat.update({ channel, ts, ...message, metadata }), AnyMessage)),
  };
};
