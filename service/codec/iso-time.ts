import * as t from 'io-ts';
import { withJsonSchema } from './json-schema.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

// Most times come so, and need no conversion; a day after the 28th may be none of its month.
const canonical = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

const converted = (text: string): string | undefined => {
  const time = pattern.test(text) ? Date.parse(text.replace(',', '.')) : Number.NaN;
  const utc = Number.isNaN(time) ? '' : new Date(time).toISOString();
  // An offset can lead out of the years 0 to 9999, which are written otherwise.
  return pattern.test(utc) ? utc : undefined;
};

const inUtc = (text: string): string | undefined => (canonical.test(text) ? text : converted(text));

/** The same instant in UTC with milliseconds, where there is a text that is an `IsoTime`. */
export const optionalUtc = (text: string | null | undefined): string | undefined =>
  text === undefined || text === null ? undefined : inUtc(text);

const schema = { type: 'string', format: 'date-time' };

/** An ISO 8601 time of any offset; one without an offset is refused. */
export const IsoTime = withJsonSchema(
  t.refinement(t.string, (text) => inUtc(text) !== undefined, 'an ISO 8601 time'),
  schema,
);

/** A time as `optionalUtc` gives it, so that two compare as their texts do. */
export const UtcTime = withJsonSchema(
  t.refinement(t.string, (text) => inUtc(text) === text, 'an ISO 8601 time in UTC with milliseconds'),
  schema,
);
