import * as t from 'io-ts';
import { describedBy } from './json-schema.ts';

export const NonEmptyString = describedBy(
  t.refinement(t.string, (text) => text.length > 0, 'a non-empty string'),
  { type: 'string', minLength: 1 },
);
