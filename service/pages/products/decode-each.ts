import * as E from 'fp-ts/lib/Either.js';

export type Decoded<A> = Readonly<{ values: ReadonlyArray<A>; violations: ReadonlyArray<string> }>;

/** What of a list can be decoded, and what is wrong with the rest. */
export const decodeEach = <A>(
  list: ReadonlyArray<unknown>,
  decodeOne: (element: unknown) => E.Either<ReadonlyArray<string>, A>,
): Decoded<A> => {
  const decoded = list.map(decodeOne);
  return {
    values: decoded.flatMap((it) => (E.isRight(it) ? [it.right] : [])),
    violations: decoded.flatMap((it) => (E.isLeft(it) ? it.left : [])),
  };
};
