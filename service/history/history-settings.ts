import * as t from 'io-ts';
import { optional } from '../codec/optional.ts';

/** The setting of a history of one's own, as a field for a program's codec. */
export const historySettings = { HISTORY_FILE: optional(t.string) };
