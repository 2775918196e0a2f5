import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

/** A codec for the text of one setting. `expected` completes the message about a mistake: `PORT: expected …`. */
export const setting = <A>(expected: string, read: (text: string) => O.Option<A>): t.Type<A, unknown> =>
  new t.Type<A, unknown>(
    expected,
    (_): _ is A => true,
    (input, context) =>
      pipe(
        t.string.decode(input),
        O.fromEither,
        O.chain(read),
        O.match(() => t.failure(input, context), t.success),
      ),
    t.identity,
  );

/** The trimmed items of a comma-separated list, without empty ones. */
export const commaSeparated = (text: string): ReadonlyArray<string> =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

type Pair = readonly [key: string, value: string];

const toPair = (item: string): O.Option<Pair> => {
  const [key = '', value = '', ...rest] = item.split('=').map((part) => part.trim());
  return key === '' || value === '' || rest.length > 0 ? O.none : O.some([key, value]);
};

/** The trimmed pairs of `key=value,key=value`; none if an item is not such a pair. */
export const keyValuePairs = (text: string): O.Option<ReadonlyArray<Pair>> =>
  pipe(commaSeparated(text), O.traverseArray(toPair));

const flags = new Map([
  ['true', true],
  ['false', false],
]);

export const Flag = setting('true or false', (text) => O.fromNullable(flags.get(text.toLowerCase())));

export const Port = setting('a port from 0 to 65535', (text) =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? O.some(Number(text)) : O.none,
);

/** Names or ids in lower case. */
export const Names = setting('names or ids, separated by commas', (text) =>
  O.some(new Set(commaSeparated(text.toLowerCase()))),
);
