import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

/** A codec of one setting's text; its name is the sentence that a mistake is answered with. */
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

/** The items of a comma-separated list; blanks around them and empty ones do not count. */
export const commaSeparated = (text: string): ReadonlyArray<string> =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
