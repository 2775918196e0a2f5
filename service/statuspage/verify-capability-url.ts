import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Verification, VerificationError } from './verification.ts';
import { verifyToken } from './verify-token.ts';

/** What can be refused by the URL alone, before a byte of the body is read: a wrong token, or none where nothing else could prove. */
export const verifyCapabilityUrl =
  (verification: Verification) =>
  (token: O.Option<string>): E.Either<VerificationError, unknown> => {
    switch (verification._tag) {
      case 'Unverified':
      case 'BySignature':
        return E.right(undefined);
      case 'ByToken':
        return verifyToken(verification.tokens)(token);
      case 'BySignatureOrToken':
        return O.isNone(token) ? E.right(undefined) : verifyToken(verification.tokens)(token);
    }
  };
