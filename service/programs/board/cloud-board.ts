import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Violations } from '../../codec/violations.ts';
import { followLog } from '../../history/cloud-logging/follow-log.ts';
import { openLogApi } from '../../history/cloud-logging/open-log-api.ts';
import type { ReadHistory } from '../../history/read-history.ts';
import type { Program, ProgramContext } from '../../runtime/program.ts';
import { board } from './board.ts';
import type { Config } from './config.ts';

// Of the 60 that the project has; the poller takes up to 15.
const maxRequestsPerMinute = 40;

/** The board as a program of its own, over a log view. It has no login: who may call it is decided before, by Cloud Run. */
export const cloudBoard = (
  { addresses, pollMinutes, names, components, url, logView }: Config,
  { now, log, reportDefect }: ProgramContext,
): TE.TaskEither<Violations, Program> => {
  const { readNew, readDay } = followLog({ listPage: openLogApi(logView, maxRequestsPerMinute, now), now });
  let isReadable = true;
  const readHistory: ReadHistory = () =>
    pipe(
      readNew,
      TE.tapIO(() => () => {
        isReadable = true;
      }),
      // Once, not every 15 seconds.
      TE.tapError(({ reason }) => {
        const isKnown = !isReadable;
        isReadable = false;
        return TE.fromTask(
          isKnown
            ? T.of(undefined)
            : log('WARNING', `The board is not up to date: ${reason}`, { reason: 'history_unavailable' }),
        );
      }),
    );
  const polled = addresses.map(({ origin, name, minMinutes }) => ({
    origin,
    name: O.toUndefined(name),
    intervalMinutes: Math.max(pollMinutes, O.getOrElse(() => 0)(minMinutes)),
  }));
  const { app } = board(
    { polled, intervalMinutes: pollMinutes, names, components, url, isGuarded: true },
    // What is read is new, and an instance does not live long.
    { readHistory, readDay, startOverAfter: Number.POSITIVE_INFINITY, now, reportDefect },
  );
  return TE.right({
    app,
    onListening: T.of(undefined),
    describe: () => `Board over ${logView.view}`,
    drain: () => T.of(undefined),
  });
};
