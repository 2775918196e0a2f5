import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Tokens, Verification, VerificationError, Verified } from './verification.ts';
import { verifyToken } from './verify-token.ts';

const proofBy =
  (tokens: Tokens) =>
  (token: O.Option<string>): E.Either<VerificationError, O.Option<Verified>> =>
    pipe(token, verifyToken(tokens), E.map(O.some));

/**
 * Decides from the URL alone, before a byte of the body is read. Refuses a wrong token, and an absent one if nothing else
 * can prove the delivery; otherwise returns what the token proved.
 */
export const verifyCapabilityUrl =
  (verification: Verification) =>
  (token: O.Option<string>): E.Either<VerificationError, O.Option<Verified>> => {
    switch (verification._tag) {
      case 'Unverified':
      case 'BySignature':
        return E.right(O.none);
      case 'ByToken':
        return proofBy(verification.tokens)(token);
      case 'BySignatureOrToken':
        return O.isNone(token) ? E.right(O.none) : proofBy(verification.tokens)(token);
    }
  };
