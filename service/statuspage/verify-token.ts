import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import { equalInConstantTime } from './equal-in-constant-time.ts';
import type { Secrets, VerificationError, Verified } from './verification.ts';

// Every live token is tried, so that the time does not tell which one fits.
const isOneOf =
  (tokens: Secrets) =>
  (token: string): boolean =>
    tokens.reduce((found, live) => equalInConstantTime(token, live) || found, false);

/** The last segment of a capability URL is one of the live tokens. */
export const verifyToken =
  (tokens: Secrets) =>
  (token: O.Option<string>): E.Either<VerificationError, Verified> =>
    pipe(
      token,
      E.fromOption((): VerificationError => ({ _tag: 'MissingToken' })),
      E.filterOrElse(isOneOf(tokens), (): VerificationError => ({ _tag: 'InvalidToken' })),
      E.map(() => ({ by: 'token' })),
    );
