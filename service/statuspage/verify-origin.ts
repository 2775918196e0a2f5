import * as E from 'fp-ts/lib/Either.js';
import type { Verification, VerificationError } from './verification.ts';

/** Where nothing is demanded of a delivery, any web page could have a browser send one to a receiver that it can reach. */
export const verifyOrigin =
  ({ _tag }: Verification) =>
  (isCrossOrigin: boolean): E.Either<VerificationError, void> =>
    _tag === 'Unverified' && isCrossOrigin ? E.left({ _tag: 'ForeignOrigin' }) : E.right(undefined);
