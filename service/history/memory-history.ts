import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { jsonLine } from '../logging/json-line.ts';
import { boundedEntries } from './bounded-entries.ts';
import { decodeLine } from './decode-line.ts';
import type { History } from './history.ts';

export const maxHistoryBytes = 64 * 1024 * 1024;

/** Holds what this process recorded, and forgets it with the process. */
export const memoryHistory = (maxBytes = maxHistoryBytes): History => {
  const entries = boundedEntries(maxBytes);
  const lineOf = jsonLine(O.none);
  return {
    read: (query) => TE.fromIO(() => entries.read(query)),
    append: (entry) =>
      TE.fromIO(() => {
        const line = lineOf(entry);
        pipe(
          decodeLine(line),
          O.map((recorded) => {
            entries.add(recorded, Buffer.byteLength(line));
          }),
        );
      }),
  };
};
