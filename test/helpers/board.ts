import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { memoryHistory } from '../../service/history/memory-history.ts';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { board, type BoardProgram } from '../../service/programs/board/board.ts';

export const noon = new Date('2026-03-02T12:00:00.000Z');

type Options = Readonly<{ url?: string; components?: ReadonlySet<string>; clock?: () => Date }>;

/** The board over a history in memory, and how an event is recorded. */
export const boardOf = ({ url, components = new Set(), clock = () => noon }: Options = {}): BoardProgram &
  Readonly<{ record: (event: StatusEvent) => Promise<void>; reads: () => number }> => {
  const history = memoryHistory();
  let reads = 0;
  return {
    ...board(
      { components, url: O.fromNullable(url), polled: [], intervalMinutes: 5, names: new Map(), isGuarded: false },
      {
        readHistory: (query) => {
          reads += 1;
          return history.read(query);
        },
        readDay: () => TE.right([]),
        startOverAfter: Number.POSITIVE_INFINITY,
        now: clock,
        reportDefect: (error) => () => Promise.reject(error instanceof Error ? error : new Error(String(error))),
      },
    ),
    record: async (event) => {
      await history.append(eventEntry({ event, violations: [], trace: O.none, clientAddress: undefined }, clock()))();
    },
    reads: () => reads,
  };
};
