import * as E from 'fp-ts/lib/Either.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { VerificationError, Verified } from './verification.ts';

/** A proof that holds for some pages must be of the page of the event. */
export const verifyPage =
  ({ pageIds }: Verified) =>
  ({ page }: StatusEvent): E.Either<VerificationError, void> =>
    pageIds === undefined || (page.id !== undefined && pageIds.includes(page.id))
      ? E.right(undefined)
      : E.left({ _tag: 'TokenOfAnotherPage' });
