import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { Compute } from 'google-auth-library';
import type { LogApiError } from './log-api.ts';

const unavailable: LogApiError = { _tag: 'Unreachable', reason: 'no access token' };

/**
 * A token of the identity as which the program runs in Google Cloud, cached until it expires. `Compute` asks the metadata
 * server at once, where `GoogleAuth` would first look for credentials of five other kinds.
 */
export const accessToken = (): TE.TaskEither<LogApiError, string> => {
  const identity = new Compute({ scopes: ['https://www.googleapis.com/auth/logging.read'] });
  return pipe(
    TE.tryCatch(
      () => identity.getAccessToken(),
      () => unavailable,
    ),
    TE.chain(({ token }) => (typeof token === 'string' ? TE.right(token) : TE.left(unavailable))),
  );
};
