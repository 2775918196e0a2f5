import * as t from 'io-ts';
import { withJsonSchema } from './json-schema.ts';

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

// The usual form, which needs no conversion. Days after the 28th are left to Date, since not every month has them.
const canonical = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

const convertToUtc = (text: string): string | undefined => {
  const time = pattern.test(text) ? Date.parse(text.replace(',', '.')) : Number.NaN;
  const utc = Number.isNaN(time) ? '' : new Date(time).toISOString();
  // An offset can lead outside the years 0 to 9999, which take another form.
  return pattern.test(utc) ? utc : undefined;
};

const toUtc = (text: string): string | undefined => (canonical.test(text) ? text : convertToUtc(text));

/** The same instant in UTC with milliseconds; undefined for an absent text and for one that is not an `IsoTime`. */
export const optionalUtc = (text: string | null | undefined): string | undefined =>
  text === undefined || text === null ? undefined : toUtc(text);

const schema = { type: 'string', format: 'date-time' };

/** An ISO 8601 time with any offset. A time without an offset is refused. */
export const IsoTime = withJsonSchema(
  t.refinement(t.string, (text) => toUtc(text) !== undefined, 'an ISO 8601 time'),
  schema,
);

/** A time in the form that `optionalUtc` returns, which sorts as text. */
export const UtcTime = withJsonSchema(
  t.refinement(t.string, (text) => toUtc(text) === text, 'an ISO 8601 time in UTC with milliseconds'),
  schema,
);
