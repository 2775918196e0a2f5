import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type * as t from 'io-ts';
import { type Step, stepsOf } from './steps-of.ts';

/** Sentences such as `incident.updates[3].id: expected a non-empty string`: a path and what was expected there, never a value. */
export type Violations = RNEA.ReadonlyNonEmptyArray<string>;

const maxViolations = 20;

const pathOf = (steps: ReadonlyArray<Step>): string =>
  steps
    .map(({ key, isElement }) => (isElement ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');

const sentence = ({ context, message }: t.ValidationError): string => {
  const steps = stepsOf(context);
  const expected = message ?? steps.at(-1)?.expected ?? 'an object';
  return steps.length === 0 ? `expected ${expected}` : `${pathOf(steps)}: expected ${expected}`;
};

/** At most 20 distinct sentences, then one that counts the rest. */
export const violationsOf = (errors: t.Errors): Violations => {
  const sentences = [...new Set(errors.map(sentence))];
  const rest = sentences.length - maxViolations;
  return pipe(
    rest > 0 ? [...sentences.slice(0, maxViolations), `and ${rest} more`] : sentences,
    RNEA.fromReadonlyArray,
    O.getOrElse((): Violations => ['expected another value']),
  );
};
