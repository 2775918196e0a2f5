import * as t from 'io-ts';
import { withJsonSchema } from './json-schema.ts';

export const NonEmptyString = withJsonSchema(
  t.refinement(t.string, (text) => text.length > 0, 'a non-empty string'),
  { type: 'string', minLength: 1 },
);
