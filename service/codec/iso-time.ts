import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { describedBy } from './json-schema.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

const toUtc = (text: string): string | undefined => {
  const time = pattern.test(text) ? Date.parse(text.replace(',', '.')) : Number.NaN;
  const utc = Number.isNaN(time) ? '' : new Date(time).toISOString();
  // An offset can lead out of the years 0 to 9999, which are written otherwise.
  return pattern.test(utc) ? utc : undefined;
};

/** Decodes an ISO 8601 time of any offset to the same instant in UTC with milliseconds; a time without an offset is refused. */
export const IsoTime = describedBy(
  new t.Type<string, string>(
    'an ISO 8601 time',
    (input): input is string => typeof input === 'string' && toUtc(input) === input,
    (input, context) =>
      pipe(
        t.string.validate(input, context),
        E.chain((text) => {
          const time = toUtc(text);
          return time === undefined ? t.failure(input, context) : t.success(time);
        }),
      ),
    t.identity,
  ),
  { type: 'string', format: 'date-time' },
);
