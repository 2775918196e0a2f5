import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Delivery } from './delivery.ts';
import type { Verification, VerificationError, Verified } from './verification.ts';
import { verifySignature } from './verify-signature.ts';

const provenByUrl = ({ urlProof }: Delivery, missing: VerificationError): E.Either<VerificationError, Verified> =>
  pipe(
    urlProof,
    E.fromOption(() => missing),
  );

/** Completes the verification that the capability URL began. A wrong signature is never ignored, even beside a valid token. */
export const verifyDelivery =
  (verification: Verification) =>
  (delivery: Delivery): E.Either<VerificationError, Verified> => {
    switch (verification._tag) {
      case 'Unverified':
        return E.right({ by: 'nothing' });
      case 'BySignature':
        return verifySignature(verification.secrets)(delivery);
      case 'ByToken':
        return provenByUrl(delivery, { _tag: 'MissingToken' });
      case 'BySignatureOrToken':
        return O.isSome(delivery.signature)
          ? verifySignature(verification.secrets)(delivery)
          : provenByUrl(delivery, { _tag: 'MissingProof' });
    }
  };
