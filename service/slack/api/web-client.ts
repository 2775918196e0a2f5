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
import { MessageMetadata } from '../bot/message-metadata.ts';
import type { Page, Posted, SlackApi } from './slack-api.ts';
import { errorForCode, unexpectedAnswer } from './slack-error.ts';

type Settings = Readonly<{ token: string; apiUrl: string; timeoutInMilliseconds: number }>;

// What Slack recommends at most: https://docs.slack.dev/apis/web-api/pagination
const messagesPerPage = 200;

const AnyMessage = t.type({ ts: t.string }, 'AnyMessage');
const OurMessage = t.type({ ts: t.string, reply_count: optional(t.number), metadata: MessageMetadata }, 'OurMessage');
const Messages = t.type(
  {
    messages: t.readonlyArray(AnyMessage),
    response_metadata: optional(t.type({ next_cursor: optional(t.string) })),
  },
  'Messages',
);

// The client would write to the console, and its debug lines hold what is sent.
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

const slackErrorOf = (error: unknown): AnnouncementError =>
  error instanceof WebAPIRateLimitedError
    ? rateLimited(O.some(error.retryAfter))
    : error instanceof WebAPIHTTPError
      ? unavailable(`HTTP ${error.statusCode}`)
      : error instanceof WebAPIPlatformError
        ? errorForCode(error.data.error)
        : noAnswer(error instanceof WebAPIRequestError ? error.original : error);

const call = <A>(answer: () => Promise<unknown>, codec: t.Decoder<unknown, A>): TE.TaskEither<AnnouncementError, A> =>
  pipe(
    TE.tryCatch(answer, slackErrorOf),
    TE.chainEitherK((body) =>
      pipe(
        codec.decode(body),
        E.mapLeft(() => unexpectedAnswer),
      ),
    ),
  );

const toPosted = (message: unknown): O.Option<Posted> =>
  pipe(
    OurMessage.decode(message),
    O.fromEither,
    O.map(({ ts, reply_count = 0, metadata }) => ({ ts, hasReplies: reply_count > 0, metadata })),
  );

const toPage = ({ messages, response_metadata }: t.TypeOf<typeof Messages>): Page => ({
  posted: RA.filterMap(toPosted)(messages),
  reachesBackTo: pipe(
    RA.last(messages),
    O.map(({ ts }) => ts),
  ),
  nextCursor: pipe(
    O.fromNullable(response_metadata?.next_cursor),
    O.filter((cursor) => cursor !== ''),
  ),
});

/** Slack's Web API without retries of its own: who calls decides about them. */
export const webClient = ({ token, apiUrl, timeoutInMilliseconds }: Settings): SlackApi => {
  const { conversations, chat } = new WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: timeoutInMilliseconds,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
  const paging = (cursor: O.Option<string>) => ({
    limit: messagesPerPage,
    include_all_metadata: true,
    ...(O.isSome(cursor) && { cursor: cursor.value }),
  });
  const quiet = { unfurl_links: false, unfurl_media: false };

  return {
    history: (channel, oldest, cursor) =>
      pipe(
        call(() => conversations.history({ channel, oldest, ...paging(cursor) }), Messages),
        TE.map(toPage),
      ),
    replies: (channel, thread, cursor) =>
      pipe(
        call(() => conversations.replies({ channel, ts: thread, ...paging(cursor) }), Messages),
        TE.map(toPage),
      ),
    post: (channel, message, metadata, thread) =>
      pipe(
        call(
          () =>
            chat.postMessage({
              channel,
              ...message,
              ...quiet,
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
