import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { LogOperational } from '../logging/operational-entry.ts';
import { announceAndLog, type Target } from './announce-and-log.ts';
import type { AnnouncementError } from './announcement-error.ts';
import { describeSubject } from './describe-announcement.ts';

type Dependencies = Readonly<{
  target: Target;
  pause: (milliseconds: number) => T.Task<void>;
  reportDefect: (error: unknown) => T.Task<void>;
  log: LogOperational;
  now: () => Date;
}>;

export type BackgroundAnnouncer = Readonly<{
  /** Starts announcing an event; the outcome is only logged. */
  enqueue: (event: StatusEvent) => IO<void>;
  /** Waits for pending events at most this long, which it logs at once, then logs how many are abandoned. */
  drain: (milliseconds: number) => T.Task<void>;
}>;

const pausesInSeconds = [1, 5, 15, 60, 120];
const maxPauseInSeconds = 300;
const maxPending = 500;

const pauseInSeconds = (planned: number, error: AnnouncementError): number =>
  error._tag === 'RateLimited'
    ? Math.min(Math.max(planned, O.getOrElse(() => 0)(error.retryAfterInSeconds)), maxPauseInSeconds)
    : planned;

/** Announces in up to six attempts within minutes. Best effort: at most 500 pending events are kept, in memory only. */
export const announceInBackground = ({ target, pause, reportDefect, log, now }: Dependencies): BackgroundAnnouncer => {
  const pending = new Set<Promise<void>>();
  const announce = announceAndLog({ target, log, now });

  const attempt = (event: StatusEvent, pauses: ReadonlyArray<number>): T.Task<void> =>
    pipe(
      announce(event),
      T.chain(
        E.match(
          (error) => retry(event, error, pauses),
          () => T.of(undefined),
        ),
      ),
    );

  const retry = (
    event: StatusEvent,
    error: AnnouncementError,
    [planned, ...later]: ReadonlyArray<number>,
  ): T.Task<void> =>
    planned === undefined
      ? log(
          'ERROR',
          `An event was recorded but not announced: ${target.name} did not accept it in six attempts: ${describeSubject(event)}`,
        )
      : pipe(
          pause(pauseInSeconds(planned, error) * 1000),
          T.chain(() => attempt(event, later)),
        );

  return {
    enqueue: (event) => () => {
      const task =
        pending.size < maxPending
          ? attempt(event, pausesInSeconds)
          : log(
              'ERROR',
              `An event was recorded but not announced: too many events are waiting for ${target.name}: ${describeSubject(event)}`,
            );
      const running = task()
        .catch((error: unknown) => reportDefect(error)())
        .finally(() => pending.delete(running));
      pending.add(running);
    },
    drain: (milliseconds) => async () => {
      if (pending.size > 0) {
        // Not waited for: the reader of the log may have stalled.
        void log('INFO', `Stopping: waiting for events to be announced to ${target.name}: ${pending.size}`)();
      }
      await Promise.race([Promise.all(pending), pause(milliseconds)()]);
      if (pending.size > 0) {
        void log('ERROR', `Events recorded but not announced before the shutdown: ${pending.size}`)();
      }
    },
  };
};
