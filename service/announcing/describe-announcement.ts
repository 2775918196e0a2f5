import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { describeEvent } from '../domain/describe-event.ts';
import type { Severity } from '../domain/severity.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import type { Announcement } from './announce.ts';
import type { AnnouncementError } from './announcement-error.ts';
import { reasonInWords } from './reason-in-words.ts';

/** It has no label `kind`, by which the log sink selects what to publish, so it is not announced in turn. */
export type AnnouncementEntry = Readonly<{
  severity: Severity;
  message: string;
  payload: Readonly<Record<string, string | number>>;
}>;

const maxDescriptionLength = 1000;

export const describeSubject = (event: StatusEvent): string =>
  describeEvent(event).slice(0, maxDescriptionLength).toWellFormed();

const describeError = (target: string, subject: string, error: AnnouncementError): AnnouncementEntry => {
  switch (error._tag) {
    case 'RateLimited':
      return {
        severity: 'WARNING',
        message: `${target} is rate-limiting requests; not announced yet: ${subject}`,
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
        message: `${target} is unavailable (${reasonInWords(error.reason)}); not announced yet: ${subject}`,
        payload: { reason: error.reason },
      };
    case 'Refused':
      return {
        severity: 'ERROR',
        message: `${target} refuses requests until this is fixed: ${error.reason}; not announced yet: ${subject}`,
        payload: { reason: error.reason },
      };
  }
};

const describeSuccess = (subject: string, announcement: Announcement): AnnouncementEntry => {
  switch (announcement._tag) {
    case 'Announced':
      return { severity: 'DEBUG', message: `Announced: ${subject}`, payload: {} };
    case 'Suppressed':
      return {
        severity: 'DEBUG',
        message: `Suppressed by ${announcement.rule}: ${subject}`,
        payload: { rule: announcement.rule },
      };
    case 'Duplicate':
      return { severity: 'DEBUG', message: `Announced before: ${subject}`, payload: {} };
    case 'Superseded':
      return { severity: 'DEBUG', message: `Not announced, as a newer version was: ${subject}`, payload: {} };
    case 'Unchanged':
      return { severity: 'DEBUG', message: `Not announced, as the status did not change: ${subject}`, payload: {} };
  }
};

/** The outcome of an announcement, for the log; `target` is the target's name, such as `Slack`. */
export const describeAnnouncement =
  (target: string) =>
  (event: StatusEvent, outcome: E.Either<AnnouncementError, Announcement>): AnnouncementEntry => {
    const subject = describeSubject(event);
    return pipe(
      outcome,
      E.matchW(
        (error) => describeError(target, subject, error),
        (announcement) => describeSuccess(subject, announcement),
      ),
    );
  };
