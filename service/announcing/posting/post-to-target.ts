import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as J from 'fp-ts/lib/Json.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { post, type PostRequest, type PostResponse } from '../../http/post.ts';
import { notPublicCode } from '../../http/public-address.ts';
import { type AnnouncementError, noAnswer, rateLimited, refused, unavailable } from '../announcement-error.ts';

type Settings = Readonly<{
  onlyPublic: boolean;
  timeoutInMilliseconds?: number;
  /** Whether the JSON of a 2xx is the target's own: undefined for a body that is not JSON, null for an empty one. */
  isOwnAnswer?: (json: unknown) => boolean;
  /** The target's own error code in the JSON of a refusal. */
  codeOf?: (json: unknown) => unknown;
}>;

export type PostToTarget = (request: PostRequest) => TE.TaskEither<AnnouncementError, void>;

const defaultTimeoutInMilliseconds = 10_000;

// An error code is of letters. What else a refusal says may repeat a secret.
const isErrorCode = (code: unknown): code is string => typeof code === 'string' && /^[a-z][a-z _]{0,59}$/i.test(code);

const retriedStatuses: ReadonlySet<number> = new Set([408, 425]);

const refusalReason = (status: number, code: unknown): string =>
  isErrorCode(code) ? `HTTP ${status}: ${code}` : `HTTP ${status}`;

const toAnnouncementError = (error: unknown): AnnouncementError =>
  error instanceof Error && 'code' in error && error.code === notPublicCode
    ? refused('the address is not public')
    : noAnswer(error);

const jsonOf = (body: string): unknown =>
  body.trim() === ''
    ? null
    : pipe(
        J.parse(body),
        E.getOrElseW(() => undefined),
      );

const interpret =
  ({ isOwnAnswer = () => true, codeOf = () => undefined }: Settings) =>
  ({ status, body, retryAfterInSeconds }: PostResponse): E.Either<AnnouncementError, void> => {
    if (status >= 200 && status < 300) {
      return isOwnAnswer(jsonOf(body)) ? E.right(undefined) : E.left(unavailable('an unexpected answer'));
    }
    if (status === 429) return E.left(rateLimited(retryAfterInSeconds));
    return status >= 500 || retriedStatuses.has(status)
      ? E.left(unavailable(`HTTP ${status}`))
      : E.left(refused(refusalReason(status, codeOf(jsonOf(body)))));
  };

/** Posts to a target once. No failure repeats the URL or what the target said, except an error code. */
export const postToTarget = (settings: Settings): PostToTarget => {
  const { onlyPublic, timeoutInMilliseconds = defaultTimeoutInMilliseconds } = settings;
  return flow(
    post({ onlyPublic, timeoutInMilliseconds }),
    TE.mapLeft(toAnnouncementError),
    TE.chainEitherK(interpret(settings)),
  );
};
