import * as pulumi from '@pulumi/pulumi';
import { flow, identity, pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as t from 'io-ts';

/** Its name completes the sentence "KEY must be …". */
type Setting<A> = t.Type<A>;

const isFilled = (text: string) => text !== '';
const textIn = (input: unknown) => (t.string.is(input) ? input.trim() : '');

const setting = <A>(expected: string, is: t.Is<A>, decode: (text: string) => O.Option<A>): Setting<A> =>
  new t.Type<A>(
    expected,
    is,
    (input, context) =>
      pipe(
        decode(textIn(input)),
        O.match(() => t.failure<A>(input, context), t.success),
      ),
    identity,
  );

const isOption =
  <A>(is: t.Is<A>): t.Is<O.Option<A>> =>
  (value): value is O.Option<A> =>
    t.type({ _tag: t.literal('None') }).is(value) ||
    (t.type({ _tag: t.literal('Some'), value: t.unknown }).is(value) && is(value.value));

const isSecret = (value: unknown): value is pulumi.Output<string> => pulumi.Output.isInstance(value);

export const text = (pattern: RegExp, expected: string): Setting<string> =>
  setting(
    expected,
    t.string.is,
    O.fromPredicate((value) => pattern.test(value)),
  );

export const oneOf = (...values: ReadonlyArray<string>): Setting<string> =>
  setting(
    `one of ${values.join(', ')}`,
    t.string.is,
    O.fromPredicate((value) => values.includes(value)),
  );

export const boolean: Setting<boolean> = setting(
  'true or false',
  t.boolean.is,
  flow(
    O.fromPredicate((value) => value === 'true' || value === 'false'),
    O.map((value) => value === 'true'),
  ),
);

export const wholeNumber = (min: number, max: number): Setting<number> =>
  setting(
    `a whole number from ${min} to ${max}`,
    t.number.is,
    flow(
      O.fromPredicate((digits) => /^\d{1,9}$/.test(digits)),
      O.map(Number),
      O.filter((value) => value >= min && value <= max),
    ),
  );

export const listOf = (item: RegExp, expected: string): Setting<ReadonlyArray<string>> =>
  setting(expected, t.readonlyArray(t.string).is, (list) =>
    pipe(
      list.split(','),
      RA.map((each) => each.trim()),
      RA.filter(isFilled),
      O.fromPredicate(RA.every((each) => item.test(each))),
    ),
  );

/** The list as one comma-separated text, without blanks around its items. */
export const joined = (list: Setting<ReadonlyArray<string>>): Setting<string> =>
  setting(list.name, t.string.is, (value) =>
    pipe(
      O.fromEither(list.decode(value)),
      O.map((items) => items.join(',')),
    ),
  );

export const optional = <A>(codec: Setting<A>): Setting<O.Option<A>> =>
  setting(codec.name, isOption(codec.is), (value) =>
    isFilled(value)
      ? pipe(O.fromEither(codec.decode(value)), O.map(O.fromPredicate((given) => given !== '')))
      : O.some(O.none),
  );

/** The value becomes a Pulumi secret at once, so that no state, preview or error shows it. */
export const secret = (codec: Setting<string>): Setting<O.Option<pulumi.Output<string>>> =>
  setting(codec.name, isOption(isSecret), (value) =>
    pipe(O.fromEither(optional(codec).decode(value)), O.map(O.map((given) => pulumi.secret(given)))),
  );
