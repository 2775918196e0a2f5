import type { IncomingMessage } from 'node:http';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';

const millisecondsPerSecond = 1000;

/** The whole number of seconds that a header holds. */
export const secondsOf = (header: string | undefined): O.Option<number> =>
  pipe(
    O.fromNullable(header),
    O.filter((text) => /^\s*\d{1,6}\s*$/.test(text)),
    O.map(Number),
  );

/** What `Retry-After` asks for, in seconds or as a date: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
export const retryAfterOf = ({ headers }: Pick<IncomingMessage, 'headers'>): O.Option<number> =>
  pipe(
    secondsOf(headers['retry-after']),
    O.alt(() =>
      pipe(
        O.fromNullable(headers['retry-after']),
        O.map((date) => Math.ceil((Date.parse(date) - Date.parse(headers.date ?? '')) / millisecondsPerSecond)),
        O.filter((seconds) => seconds >= 0),
      ),
    ),
  );
