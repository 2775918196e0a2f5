import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { describeEvent } from '../domain/describe-event.ts';
import type { Severity } from '../domain/severity.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import type { Announcement } from './announce.ts';
import type { AnnouncementError } from './announcement-error.ts';

/** An operational entry. It has no `event`: the log sink publishes only the receiver's entries that have one, and this is not one of them. */
export type Described = Readonly<{
  severity: Severity;
  message: string;
  payload: Readonly<Record<string, string | number>>;
}>;

const maxDescriptionLength = 1000;

const describeError = (target: string, what: string, error: AnnouncementError): Described => {
  switch (error._tag) {
    case 'RateLimited':
      return {
        severity: 'WARNING',
        message: `${target} is rate-limiting requests; not announced yet: ${what}`,
        payload: {
          reason: 'rate_limited',
          ...pipe(
            error.retryAfterInSeconds,
            O.match(
              () => ({}),
              (seconds) => ({ retryAfterInSeconds: seconds }),
            ),
          ),
        },
      };
    case 'Unavailable':
      return {
        severity: 'WARNING',
        message: `${target} is unavailable (${error.reason}); not announced yet: ${what}`,
        payload: { reason: error.reason },
      };
    case 'Refused':
      return {
        severity: 'ERROR',
        message: `${target} refuses requests (${error.reason}), which needs to be fixed; not announced yet: ${what}`,
        payload: { reason: error.reason },
      };
  }
};

const describeSuccess = (what: string, announcement: Announcement): Described => {
  switch (announcement._tag) {
    case 'Announced':
      return { severity: 'DEBUG', message: `Announced: ${what}`, payload: {} };
    case 'Suppressed':
      return {
        severity: 'DEBUG',
        message: `Suppressed by ${announcement.rule}: ${what}`,
        payload: { rule: announcement.rule },
      };
  }
};

/** What became of an event, for the log; `target` is the name of where it was announced, such as `Slack`. */
export const describeAnnouncement =
  (target: string) =>
  (event: StatusEvent, outcome: E.Either<AnnouncementError, Announcement>): Described => {
    const what = describeEvent(event).slice(0, maxDescriptionLength).toWellFormed();
    return pipe(
      outcome,
      E.matchW(
        (error) => describeError(target, what, error),
        (announcement) => describeSuccess(what, announcement),
      ),
    );
  };
