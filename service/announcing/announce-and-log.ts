import type * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { LogOperational } from '../logging/operational-entry.ts';
import type { Announce, Announcement } from './announce.ts';
import type { AnnouncementError } from './announcement-error.ts';
import { describeAnnouncement } from './describe-announcement.ts';

/** Where events are announced; the name is for the log. */
export type Target = Readonly<{ name: string; announce: Announce }>;

type Dependencies = Readonly<{ target: Target; log: LogOperational }>;

/** Announces an event and logs the outcome; `fields` are added to the entry's payload. */
export const announceAndLog =
  ({ target, log }: Dependencies) =>
  (
    event: StatusEvent,
    fields: Readonly<Record<string, string>> = {},
  ): T.Task<E.Either<AnnouncementError, Announcement>> =>
    pipe(
      target.announce(event),
      T.chainFirst((outcome) => {
        const { severity, message, payload } = describeAnnouncement(target.name)(event, outcome);
        return log(severity, message, { ...payload, ...fields });
      }),
    );
