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

const without =
  (paths: ReadonlyArray<Path>, depth = 0) =>
  (value: unknown): unknown => {
    const below = Map.groupBy(paths, (path) => path[depth] ?? '');
    const isDropped = (key: string): boolean => below.get(key)?.some(({ length }) => length === depth + 1) ?? false;
    const pruned = (key: string, child: unknown): unknown => without(below.get(key) ?? [], depth + 1)(child);
    return paths.length === 0 || typeof value !== 'object' || value === null
      ? value
      : Array.isArray(value)
        ? value.flatMap((element: unknown, index) => (isDropped(`${index}`) ? [] : [pruned(`${index}`, element)]))
        : Object.fromEntries(
            Object.entries(value).flatMap(([key, child]) => (isDropped(key) ? [] : [[key, pruned(key, child)]])),
          );
  };

const decodeWithContext =
  <A>(codec: t.Type<A>) =>
  (input: unknown): E.Either<Violations, WithViolations<A>> =>
    pipe(
      codec.decode(input),
      E.map((value): WithViolations<A> => ({ value, violations: [] })),
      E.orElse((errors) =>
        pipe(
          codec.decode(without(errors.flatMap(({ context }) => droppablePaths(stepsOf(context))))(input)),
          E.bimap(violationsOf, (value): WithViolations<A> => ({ value, violations: violationsOf(errors) })),
        ),
      ),
    );

/**
 * Decodes as if an optional field or a list's element of a wrong type were absent, and tells in sentences what was left out.
 * The codec must leave what it accepts as it is: then one look is enough, without noting the way to each field.
 */
export const decodeTolerantly =
  <A>(codec: t.Type<A>) =>
  (input: unknown): E.Either<Violations, WithViolations<A>> =>
    codec.is(input) ? E.right({ value: input, violations: [] }) : decodeWithContext(codec)(input);
