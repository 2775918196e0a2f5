import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Delivery } from './delivery.ts';
import type { Secrets, Verification, VerificationError, Verified } from './verification.ts';
import { verifySignature } from './verify-signature.ts';
import { verifyToken } from './verify-token.ts';

// A wrong proof is never ignored, even beside a valid one.
const verifyBoth = (secrets: Secrets, tokens: Secrets, delivery: Delivery): E.Either<VerificationError, Verified> =>
  O.isNone(delivery.token)
    ? O.isNone(delivery.signature)
      ? E.left({ _tag: 'MissingProof' })
      : verifySignature(secrets)(delivery)
    : pipe(
        verifyToken(tokens)(delivery.token),
        E.chain((byToken) => (O.isNone(delivery.signature) ? E.right(byToken) : verifySignature(secrets)(delivery))),
      );

/** Where both schemes are demanded, one valid proof is enough. */
export const verifyDelivery =
  (verification: Verification) =>
  (delivery: Delivery): E.Either<VerificationError, Verified> => {
    switch (verification._tag) {
      case 'Unverified':
        return E.right({ by: 'nothing' });
      case 'BySignature':
        return verifySignature(verification.secrets)(delivery);
      case 'ByToken':
        return verifyToken(verification.tokens)(delivery.token);
      case 'BySignatureOrToken':
        return verifyBoth(verification.secrets, verification.tokens, delivery);
    }
  };
