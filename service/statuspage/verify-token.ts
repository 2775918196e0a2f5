import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import { equalInConstantTime } from './equal-in-constant-time.ts';
import type { Secrets, VerificationError, Verified } from './verification.ts';

// Tries every token, so that the time taken does not reveal which one matches.
const isOneOf =
  (tokens: Secrets) =>
  (token: string): boolean =>
    tokens.reduce((found, candidate) => equalInConstantTime(token, candidate) || found, false);

/** The last segment of a capability URL must be one of the tokens. */
export const verifyToken =
  (tokens: Secrets) =>
  (token: O.Option<string>): E.Either<VerificationError, Verified> =>
    pipe(
      token,
      E.fromOption((): VerificationError => ({ _tag: 'MissingToken' })),
      E.filterOrElse(isOneOf(tokens), (): VerificationError => ({ _tag: 'InvalidToken' })),
      E.map(() => ({ by: 'token' })),
    );
