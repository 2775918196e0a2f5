import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { createHmac } from 'node:crypto';
import type { Delivery } from './delivery.ts';
import { equalInConstantTime } from './equal-in-constant-time.ts';
import type { Secrets, VerificationError, Verified } from './verification.ts';

const hmac =
  (body: Buffer) =>
  (secret: string): string =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

// Every live secret is tried, so that the time does not tell which one fits.
const isSignedByOneOf =
  (secrets: Secrets, body: Buffer) =>
  (signature: string): boolean =>
    secrets
      .map(hmac(body))
      .reduce((found, expected) => equalInConstantTime(signature.toLowerCase(), expected) || found, false);

/** `X-Statuspage-Signature: sha256=<hex>` is the HMAC-SHA256 of the raw body under one of the live secrets. */
export const verifySignature =
  (secrets: Secrets) =>
  ({ body, signature }: Delivery): E.Either<VerificationError, Verified> =>
    pipe(
      signature,
      E.fromOption((): VerificationError => ({ _tag: 'MissingSignature' })),
      E.filterOrElse(isSignedByOneOf(secrets, body), (): VerificationError => ({ _tag: 'InvalidSignature' })),
      E.map(() => ({ by: 'signature' })),
    );
