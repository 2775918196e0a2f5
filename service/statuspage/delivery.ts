import type * as O from 'fp-ts/lib/Option.js';
import type { Verified } from './verification.ts';

/** A POST whose body has arrived: the raw bytes after inflating, which is what a relay signs. `urlProof` is what the capability URL proved. */
export type Delivery = Readonly<{ body: Buffer; signature: O.Option<string>; urlProof: O.Option<Verified> }>;
