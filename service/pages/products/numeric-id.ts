import * as t from 'io-ts';
import { NonEmptyString } from '../../codec/non-empty-string.ts';

/** An id that is a number to its maker, and to some of its answers a text. */
export const NumericId = t.union([NonEmptyString, t.number], 'an id');
