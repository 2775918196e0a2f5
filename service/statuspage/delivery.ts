import type * as O from 'fp-ts/lib/Option.js';

/** A POST as it came: `body` is the raw bytes after inflating, which are what a relay signs. */
export type Delivery = Readonly<{ body: Buffer; signature: O.Option<string>; token: O.Option<string> }>;
