import * as E from 'fp-ts/lib/Either.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as t from 'io-ts';
import { decode } from '../codec/decode.ts';
import type { Violations } from '../codec/violations.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with settings that are right one by one; it is given the names of those that are set. */
export type CrossCheck = (present: ReadonlySet<string>) => ReadonlyArray<string>;

/** Trims every value and takes an empty one as absent. Reports all mistakes together, by name and never by value. */
export const readSettings =
  <A>(codec: t.Decoder<unknown, A>, crossCheck: CrossCheck) =>
  (environment: Environment): E.Either<Violations, A> => {
    const present = Object.entries(environment)
      .map(([name, value = '']) => [name, value.trim()] as const)
      .filter(([, value]) => value !== '');
    const settings = decode(codec)(Object.fromEntries(present));
    const mistakes = crossCheck(new Set(present.map(([name]) => name)));
    const all = E.isLeft(settings) ? [...settings.left, ...mistakes] : mistakes;
    return RA.isNonEmpty(all) ? E.left(all) : settings;
  };
