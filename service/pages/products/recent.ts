import { pipe } from 'fp-ts/lib/function.js';
import * as ORD from 'fp-ts/lib/Ord.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as S from 'fp-ts/lib/string.js';

type Listed = Readonly<{ isOpen: boolean; editedAt: string | undefined }>;

// As many as Statuspage lists.
const maxOver = 50;

const lastEditedFirst: ORD.Ord<Listed> = pipe(
  S.Ord,
  ORD.reverse,
  ORD.contramap(({ editedAt = '' }) => editedAt),
);

/** All that is open, and of what is over the 50 that were edited last: some pages list years. */
export const recent = <A extends Listed>(listed: ReadonlyArray<A>): ReadonlyArray<A> => {
  const { left: over, right: open } = RA.partition(({ isOpen }: A) => isOpen)(listed);
  return [...open, ...pipe(over, RA.sort<Listed>(lastEditedFirst)).slice(0, maxOver)];
};
