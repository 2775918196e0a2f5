import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { decodeTolerantly } from '../../codec/decode-tolerantly.ts';

type Decoded<A> = Readonly<{ values: ReadonlyArray<A>; violations: ReadonlyArray<string> }>;

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

/** As `decodeEach`, an optional field of a wrong type being as good as absent. */
export const decodeEachAs = <A>(codec: t.Type<A>, list: ReadonlyArray<unknown>): Decoded<A> =>
  decodeEach(list, (element) =>
    pipe(
      decodeTolerantly(codec)(element),
      E.map(({ value }) => value),
    ),
  );
