import type * as O from 'fp-ts/lib/Option.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';

export const minSecretLength = 16;

/** A token has the unreserved characters of a URL, which no client encodes: https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
export const tokenForm = `[A-Za-z0-9._~-]{${minSecretLength},}`;

export type Secrets = ReadonlyNonEmptyArray<string>;

/** A token with a `pageId` proves the deliveries of that page alone. */
export type Token = Readonly<{ value: string; pageId: O.Option<string> }>;
export type Tokens = ReadonlyNonEmptyArray<Token>;

/** The proof that a delivery must carry. During a rotation, several values of one scheme are live at once. */
export type Verification =
  | Readonly<{ _tag: 'Unverified' }>
  | Readonly<{ _tag: 'BySignature'; secrets: Secrets }>
  | Readonly<{ _tag: 'ByToken'; tokens: Tokens }>
  | Readonly<{ _tag: 'BySignatureOrToken'; secrets: Secrets; tokens: Tokens }>;

export type VerificationError =
  | Readonly<{ _tag: 'ForeignOrigin' }>
  | Readonly<{ _tag: 'MissingSignature' }>
  | Readonly<{ _tag: 'InvalidSignature' }>
  | Readonly<{ _tag: 'MissingToken' }>
  | Readonly<{ _tag: 'InvalidToken' }>
  | Readonly<{ _tag: 'MalformedToken' }>
  | Readonly<{ _tag: 'TokenOfAnotherPage' }>
  | Readonly<{ _tag: 'MissingProof' }>;

/** What proved that the delivery is genuine; `nothing` where no proof is required. The proof holds for `pageIds` alone, if given. */
export type Verified = Readonly<{ by: 'signature' | 'token' | 'nothing'; pageIds?: ReadonlyNonEmptyArray<string> }>;
