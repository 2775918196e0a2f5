import type * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { LogOperational } from '../logging/operational-entry.ts';
import type { Announce, Announcement } from './announce.ts';
import type { AnnouncementError } from './announcement-error.ts';
import { countRepetitions } from './count-repetitions.ts';
import { type AnnouncementEntry, describeAnnouncement } from './describe-announcement.ts';

/** Where events are announced; the name is for the log. */
export type Target = Readonly<{ name: string; announce: Announce }>;

type Dependencies = Readonly<{ target: Target; log: LogOperational; now: () => Date }>;

export type AnnounceAndLog = (
  event: StatusEvent,
  insertId?: string,
) => T.Task<E.Either<AnnouncementError, Announcement>>;

// Without its reason, an entry is neither counted nor written whatever the log level.
const repetition = ({ message }: AnnouncementEntry): AnnouncementEntry => ({ severity: 'DEBUG', message, payload: {} });

const withCount = (entry: AnnouncementEntry, unlogged: number): AnnouncementEntry =>
  unlogged === 0
    ? entry
    : {
        ...entry,
        message: `${entry.message}; since the last such entry, ${unlogged} more attempts failed`,
        payload: { ...entry.payload, repetitions: unlogged },
      };

/**
 * Announces an event and logs the outcome, with the insertId of the event's own entry where it is known. Failures for the same
 * reason are logged once a minute, with a count of the others.
 */
export const announceAndLog = ({ target, log, now }: Dependencies): AnnounceAndLog => {
  const unloggedBefore = countRepetitions(now);
  const toLog = (entry: AnnouncementEntry): AnnouncementEntry =>
    pipe(
      O.fromNullable(entry.payload['reason']),
      O.match(
        () => entry,
        (reason) =>
          pipe(
            unloggedBefore(`${reason}`),
            O.match(
              () => repetition(entry),
              (unlogged) => withCount(entry, unlogged),
            ),
          ),
      ),
    );
  return (event, insertId) =>
    pipe(
      target.announce(event, insertId),
      T.chainFirst((outcome) => {
        const { severity, message, payload } = toLog(describeAnnouncement(target.name)(event, outcome));
        return log(severity, message, { ...payload, ...(insertId !== undefined && { announced_insert_id: insertId }) });
      }),
    );
};
