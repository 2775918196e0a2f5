import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { equalInConstantTime } from './equal-in-constant-time.ts';
import { tokenForm, type Tokens, type VerificationError, type Verified } from './verification.ts';

// Tries every token, so that the time taken does not reveal which one matches.
const matching =
  (tokens: Tokens) =>
  (token: string): O.Option<Tokens> =>
    RNEA.fromReadonlyArray(tokens.filter(({ value }) => equalInConstantTime(token, value)));

const verifiedBy = (tokens: Tokens): Verified =>
  pipe(
    tokens.map(({ pageId }) => pageId),
    O.sequenceArray,
    O.chain(RNEA.fromReadonlyArray),
    O.match(
      () => ({ by: 'token' }),
      (pageIds) => ({ by: 'token', pageIds }),
    ),
  );

const wellFormed = new RegExp(`^${tokenForm}$`);

// What is malformed was never live, so it tells of no page that was forgotten in a rotation.
const refusalOf = (token: string): VerificationError => ({
  _tag: wellFormed.test(token) ? 'InvalidToken' : 'MalformedToken',
});

/** The last segment of a capability URL must be one of the tokens. */
export const verifyToken =
  (tokens: Tokens) =>
  (token: O.Option<string>): E.Either<VerificationError, Verified> =>
    pipe(
      token,
      E.fromOption((): VerificationError => ({ _tag: 'MissingToken' })),
      E.chain((value) =>
        pipe(
          matching(tokens)(value),
          E.fromOption(() => refusalOf(value)),
        ),
      ),
      E.map(verifiedBy),
    );
