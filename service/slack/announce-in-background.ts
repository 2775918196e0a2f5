import * as E from 'fp-ts/lib/Either.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Severity } from '../domain/severity.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import type { Announce } from './announce.ts';
import { describeAnnouncement } from './describe-announcement.ts';
import type { SlackError } from './slack-error.ts';

export type Tell = (severity: Severity, message: string, payload?: Readonly<Record<string, unknown>>) => T.Task<void>;

type Dependencies = Readonly<{
  announce: Announce;
  pause: (milliseconds: number) => T.Task<void>;
  reportDefect: (error: unknown) => T.Task<void>;
  tell: Tell;
}>;

export type Background = Readonly<{
  /** Begins to announce; whatever comes of it is told in the log alone. */
  take: (event: StatusEvent) => IO<void>;
  /** Waits for what was taken, and tells how much is given up when the time is over. */
  finish: (milliseconds: number) => T.Task<void>;
}>;

const pausesInSeconds = [1, 5, 15, 60, 120];
const longestPauseInSeconds = 300;
const mostWaiting = 500;

const pauseInSeconds = (planned: number, error: SlackError): number =>
  error._tag === 'SlackLimited'
    ? Math.min(Math.max(planned, O.getOrElse(() => 0)(error.retryAfterInSeconds)), longestPauseInSeconds)
    : planned;

/** Announces without keeping anyone waiting, in six attempts within some minutes: best effort, as nothing is kept on disk. */
export const announceInBackground = ({ announce, pause, reportDefect, tell }: Dependencies): Background => {
  const waiting = new Set<Promise<void>>();

  const attempt = (event: StatusEvent, [planned, ...later]: ReadonlyArray<number>): T.Task<void> =>
    pipe(
      announce(event),
      T.chainFirst((outcome) => {
        const { severity, message, payload } = describeAnnouncement(event, outcome);
        return tell(severity, message, payload);
      }),
      T.chain((outcome) =>
        E.isRight(outcome)
          ? T.of(undefined)
          : planned === undefined
            ? tell('ERROR', 'An event is recorded but was not announced: Slack did not take it in time')
            : pipe(
                pause(pauseInSeconds(planned, outcome.left) * 1000),
                T.chain(() => attempt(event, later)),
              ),
      ),
    );

  return {
    take: (event) => () => {
      const task =
        waiting.size < mostWaiting
          ? attempt(event, pausesInSeconds)
          : tell('ERROR', 'An event is recorded but was not announced: too many are waiting for Slack');
      const running = task()
        .catch((error: unknown) => reportDefect(error)())
        .finally(() => waiting.delete(running));
      waiting.add(running);
    },
    finish: (milliseconds) => async () => {
      await Promise.race([Promise.all(waiting), pause(milliseconds)()]);
      if (waiting.size > 0) {
        await tell('ERROR', `Events are recorded but were not announced before the stop: ${waiting.size}`)();
      }
    },
  };
};
