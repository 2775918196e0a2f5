import { randomInt } from 'node:crypto';
import type { IO } from 'fp-ts/lib/IO.js';

const lengthInCharacters = 12;
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A random id that looks like Statuspage's own: 12 characters of a–z and 0–9. */
export const newId: IO<string> = () =>
  Array.from({ length: lengthInCharacters }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
