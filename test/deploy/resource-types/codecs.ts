import * as E from 'fp-ts/lib/Either.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';

export const text = (pattern: RegExp, expected: string) =>
  new t.Type<string, string, unknown>(
    expected,
    t.string.is,
    (input, context) => (t.string.is(input) && pattern.test(input) ? t.success(input) : t.failure(input, context)),
    identity,
  );

export const oneOf = (...values: ReadonlyArray<string>) =>
  text(new RegExp(`^(${values.join('|')})$`), values.join(' | '));

export const refined = <A, O>(codec: t.Type<A, O>, holds: (value: A) => boolean, expected: string) =>
  new t.Type<A, O, unknown>(
    expected,
    codec.is,
    (input, context) =>
      pipe(
        codec.validate(input, context),
        E.chain((value) => (holds(value) ? t.success(value) : t.failure(input, context))),
      ),
    codec.encode,
  );

export const labels = t.record(
  t.string,
  text(/^[a-z0-9_-]{0,63}$/, 'a label value of lower-case letters, digits, _ and -'),
);
export const region = text(/^[a-z]+-[a-z]+\d$/, 'a region');
export const duration = text(/^\d+(\.\d+)?s$/, 'a duration in seconds');
export const whole = refined(t.number, Number.isInteger, 'a whole number');

export const member = text(/^(serviceAccount|user|group):.+@.+$/, 'a member');

export const secondsBetween = (least: number, most: number) =>
  refined(
    duration,
    (value) => Number.parseFloat(value) >= least && Number.parseFloat(value) <= most,
    `from ${least}s to ${most}s`,
  );

export const LogFilter = refined(
  t.string,
  (filter) => (filter.match(/"/g)?.length ?? 0) % 2 === 0 && filter.includes('resource.type='),
  'a filter of log entries',
);

export const extractor = text(/^EXTRACT\([A-Za-z][\w.]*\)$/, 'an extractor such as EXTRACT(labels.kind)');
