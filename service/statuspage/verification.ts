import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';

export type Secrets = ReadonlyNonEmptyArray<string>;

/** What is demanded of a delivery; several values of one scheme are live at once while one is being rotated. */
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

/** `by` says what proved that a delivery is genuine; `nothing` where nothing was demanded. */
export type Verified = Readonly<{ by: 'signature' | 'token' | 'nothing' }>;
