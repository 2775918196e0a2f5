import { createHmac, timingSafeEqual } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Delivery } from './delivery.ts';
import type { Secrets, VerificationError, Verified } from './verification.ts';

const digestIn = (signature: string): O.Option<Buffer> =>
  pipe(
    O.fromNullable(/^sha256=([\da-fA-F]{64})$/.exec(signature)),
    O.map(([, hex = '']) => Buffer.from(hex, 'hex')),
  );

// Tries every secret, so that the time taken does not reveal which one matches.
const isSignedByOneOf =
  (secrets: Secrets, body: Buffer) =>
  (digest: Buffer): boolean =>
    secrets
      .map((secret) => createHmac('sha256', secret).update(body).digest())
      .reduce((found, expected) => timingSafeEqual(digest, expected) || found, false);

/** `X-Statuspage-Signature: sha256=<hex>` must be the HMAC-SHA256 of the raw body under one of the secrets. */
export const verifySignature =
  (secrets: Secrets) =>
  ({ body, signature }: Pick<Delivery, 'body' | 'signature'>): E.Either<VerificationError, Verified> =>
    pipe(
      signature,
      E.fromOption((): VerificationError => ({ _tag: 'MissingSignature' })),
      E.chain((text) =>
        pipe(
          digestIn(text),
          O.filter(isSignedByOneOf(secrets, body)),
          E.fromOption((): VerificationError => ({ _tag: 'InvalidSignature' })),
        ),
      ),
      E.map(() => ({ by: 'signature' })),
    );
