import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import type { Readiness } from '../../announcing/check-target.ts';
import type { SlackAccess } from '../api/slack-api.ts';
import type { Channels } from './announce-by-bot.ts';

type Dependencies = Readonly<{ slack: SlackAccess }>;

// To read the channels too, as trying to read them shows.
const neededScopes = ['chat:write', 'metadata.message:read'];

// https://docs.slack.dev/reference/methods/conversations.history#errors
const channelMistakes: ReadonlyMap<string, string> = new Map([
  ['not_in_channel', 'the bot is not in it, so invite it there with /invite'],
  ['channel_not_found', 'there is no such channel, or it is a private one that the bot is not in'],
  ['missing_scope', 'the app lacks the scope channels:history, or groups:history for a private channel'],
  ['is_archived', 'it is archived'],
]);

type Check<A> = TE.TaskEither<Readiness, A>;

const unknown = (reason: string): Readiness => ({ _tag: 'Unknown', reason });

/** What Slack refuses is a mistake; without an answer, nothing is known. */
const mistakeIn =
  (describe: (code: string) => string) =>
  (error: AnnouncementError): E.Either<Readiness, string> => {
    switch (error._tag) {
      case 'Refused':
        return E.right(describe(error.reason));
      case 'RateLimited':
        return E.left(unknown('rate_limited'));
      case 'Unavailable':
        return E.left(unknown(error.reason));
    }
  };

const describeToken = (code: string): string => `it refuses SLACK_BOT_TOKEN (${code})`;

const describeChannel =
  (channel: string) =>
  (code: string): string => {
    const mistake = channelMistakes.get(code);
    return `channel ${channel}: ${mistake === undefined ? code : `${mistake} (${code})`}`;
  };

const missingScopes = (scopes: ReadonlyArray<string>): ReadonlyArray<string> => {
  const missing = scopes.length === 0 ? [] : neededScopes.filter((scope) => !scopes.includes(scope));
  return missing.length === 0 ? [] : [`the app lacks the scope ${missing.join(' and ')}`];
};

const channelsOf = ({ routes, otherwise }: Channels): ReadonlyArray<string> => [
  ...new Set([...(otherwise._tag === 'Some' ? [otherwise.value] : []), ...routes.values()]),
];

const checkChannel =
  ({ tryToRead }: SlackAccess) =>
  (channel: string): Check<ReadonlyArray<string>> =>
    pipe(
      tryToRead(channel),
      TE.matchE(
        (error) => TE.fromEither(pipe(error, mistakeIn(describeChannel(channel)), E.map(RA.of))),
        () => TE.right<Readiness, ReadonlyArray<string>>([]),
      ),
    );

/** Checks the token, its scopes as far as Slack tells them, and that the bot can read each channel. Posts nothing. */
export const checkBot =
  ({ slack }: Dependencies) =>
  (channels: Channels): T.Task<Readiness> =>
    pipe(
      slack.authenticate,
      TE.matchE(
        (error): Check<ReadonlyArray<string>> => TE.fromEither(pipe(error, mistakeIn(describeToken), E.map(RA.of))),
        (scopes) =>
          pipe(
            channelsOf(channels),
            TE.traverseSeqArray(checkChannel(slack)),
            TE.map((mistakes) => [...missingScopes(scopes), ...mistakes.flat()]),
          ),
      ),
      TE.match(
        (readiness) => readiness,
        (mistakes): Readiness => (mistakes.length === 0 ? { _tag: 'Ready' } : { _tag: 'NotReady', mistakes }),
      ),
    );
