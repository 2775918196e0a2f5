import * as t from 'io-ts';
import { describedBy } from './json-schema.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

// Most times come so, and need no conversion; a day after the 28th may be none of its month.
const canonical = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

const converted = (text: string): string | undefined => {
  const time = pattern.test(text) ? Date.parse(text.replace(',', '.')) : Number.NaN;
  const utc = Number.isNaN(time) ? '' : new Date(time).toISOString();
  // An offset can lead out of the years 0 to 9999, which are written otherwise.
  return pattern.test(utc) ? utc : undefined;
};

const toUtc = (text: string): string | undefined => (canonical.test(text) ? text : converted(text));

/** Decodes an ISO 8601 time of any offset to the same instant in UTC with milliseconds; a time without an offset is refused. */
export const IsoTime = describedBy(
  new t.Type<string, string>(
    'an ISO 8601 time',
    (input): input is string => typeof input === 'string' && toUtc(input) === input,
    (input, context) => {
      const time = typeof input === 'string' ? toUtc(input) : undefined;
      return time === undefined ? t.failure(input, context) : t.success(time);
    },
    t.identity,
  ),
  { type: 'string', format: 'date-time' },
);
