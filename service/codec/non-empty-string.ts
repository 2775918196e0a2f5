import * as t from 'io-ts';

export const NonEmptyString = t.refinement(t.string, (text) => text.length > 0, 'a non-empty string');
