import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';

export type Secrets = ReadonlyNonEmptyArray<string>;

/** The proof that a delivery must carry. During a rotation, several values of one scheme are live at once. */
export type Verification =
  | Readonly<{ _tag: 'Unverified' }>
  | Readonly<{ _tag: 'BySignature'; secrets: Secrets }>
  | Readonly<{ _tag: 'ByToken'; tokens: Secrets }>
  | Readonly<{ _tag: 'BySignatureOrToken'; secrets: Secrets; tokens: Secrets }>;

export type VerificationError =
  | Readonly<{ _tag: 'MissingSignature' }>
  | Readonly<{ _tag: 'InvalidSignature' }>
  | Readonly<{ _tag: 'MissingToken' }>
  | Readonly<{ _tag: 'InvalidToken' }>
  | Readonly<{ _tag: 'MissingProof' }>;

/** What proved that the delivery is genuine; `nothing` where no proof is required. */
export type Verified = Readonly<{ by: 'signature' | 'token' | 'nothing' }>;
