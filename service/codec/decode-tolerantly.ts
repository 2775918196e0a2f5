import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { type Step, stepsOf } from './steps-of.ts';
import { type Violations, violationsOf } from './violations.ts';

export type WithViolations<A> = Readonly<{ value: A; violations: ReadonlyArray<string> }>;

type Path = ReadonlyArray<string>;

const droppablePaths = (steps: ReadonlyArray<Step>): ReadonlyArray<Path> => {
  const last = steps.findLastIndex(({ isOptional, isElement }) => isOptional || isElement);
  return last === -1 ? [] : [steps.slice(0, last + 1).map(({ key }) => key)];
};

const withoutPaths =
  (paths: ReadonlyArray<Path>, depth = 0) =>
  (value: unknown): unknown => {
    if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
    const pathsByKey = Map.groupBy(paths, (path) => path[depth] ?? '');
    const kept = Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
      const below = pathsByKey.get(key) ?? [];
      const isDropped = below.some(({ length }) => length === depth + 1);
      return isDropped ? [] : [[key, withoutPaths(below, depth + 1)(child)] as const];
    });
    return Array.isArray(value) ? kept.map(([, child]) => child) : Object.fromEntries(kept);
  };

const decodeWithContext =
  <A>(codec: t.Type<A>) =>
  (input: unknown): E.Either<Violations, WithViolations<A>> =>
    pipe(
      codec.decode(input),
      E.map((value): WithViolations<A> => ({ value, violations: [] })),
      E.orElse((errors) =>
        pipe(
          codec.decode(withoutPaths(errors.flatMap(({ context }) => droppablePaths(stepsOf(context))))(input)),
          E.bimap(violationsOf, (value): WithViolations<A> => ({ value, violations: violationsOf(errors) })),
        ),
      ),
    );

/**
 * Decodes as if an optional field or a list element of a wrong type were absent, and lists what was left out.
 * The codec must return accepted values unchanged: `is` then decides the usual case without tracking a path to each field.
 */
export const decodeTolerantly =
  <A>(codec: t.Type<A>) =>
  (input: unknown): E.Either<Violations, WithViolations<A>> =>
    codec.is(input) ? E.right({ value: input, violations: [] }) : decodeWithContext(codec)(input);
