import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { BoardQuery } from '../../board/pages-at.ts';
import { optionalUtc } from '../../codec/iso-time.ts';

export type InvalidMoment = Readonly<{ _tag: 'InvalidMoment'; violation: string }>;

/** `isLive` if no time was asked for. */
export type AskedMoment = BoardQuery & Readonly<{ isLive: boolean }>;

// What a browser's field for a time sends.
const withoutOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;

const invalid = (violation: string): E.Either<InvalidMoment, never> => E.left({ _tag: 'InvalidMoment', violation });

/** Reads `at=` and `known=` of a query; a time without an offset is in UTC. */
export const parseMoment = (parameters: URLSearchParams, now: Date): E.Either<InvalidMoment, AskedMoment> => {
  const text = parameters.get('at') ?? '';
  const known = parameters.get('known') ?? 'now';
  if (known !== 'now' && known !== 'then') return invalid('known: expected now or then');
  if (text === '') return E.right({ at: now, known, now, isLive: true });
  return pipe(
    optionalUtc(withoutOffset.test(text) ? `${text}Z` : text),
    E.fromNullable<InvalidMoment>({ _tag: 'InvalidMoment', violation: 'at: expected an ISO 8601 time' }),
    E.map((utc) => ({ at: new Date(utc), known, now, isLive: false })),
  );
};
