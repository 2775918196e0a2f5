import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { pipe } from 'fp-ts/lib/function.js';
import { describeEvent } from '../domain/describe-event.ts';
import type { Severity } from '../domain/severity.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import type { Announcement } from './announce.ts';
import type { SlackError } from './slack-error.ts';

/** An entry about ourselves; it holds no `event`, since entries that do are sent to the announcer. */
export type Described = Readonly<{
  severity: Severity;
  message: string;
  payload: Readonly<Record<string, string | number>>;
}>;

const longestMessage = 1000;

const failure = (what: string, error: SlackError): Described => {
  switch (error._tag) {
    case 'SlackLimited':
      return {
        severity: 'WARNING',
        message: `Slack limits us, not announced yet: ${what}`,
        payload: pipe(
          error.retryAfterInSeconds,
          O.match(
            () => ({ reason: 'rate_limited' }),
            (seconds) => ({ reason: 'rate_limited', retryAfterInSeconds: seconds }),
          ),
        ),
      };
    case 'SlackUnavailable':
      return {
        severity: 'WARNING',
        message: `Slack cannot be reached (${error.reason}), not announced yet: ${what}`,
        payload: { reason: error.reason },
      };
    case 'SlackRefused':
      return {
        severity: 'ERROR',
        message: `Slack refuses (${error.reason}), which has to be mended; not announced yet: ${what}`,
        payload: { reason: error.reason },
      };
  }
};

const success = (what: string, announcement: Announcement): Described => {
  switch (announcement._tag) {
    case 'Announced':
      return { severity: 'DEBUG', message: `Announced: ${what}`, payload: {} };
    case 'HeldBack':
      return {
        severity: 'DEBUG',
        message: `Held back by ${announcement.rule}: ${what}`,
        payload: { rule: announcement.rule },
      };
  }
};

/** What came of an event, for the log. */
export const describeAnnouncement = (event: StatusEvent, outcome: E.Either<SlackError, Announcement>): Described => {
  const what = describeEvent(event).slice(0, longestMessage).toWellFormed();
  return pipe(
    outcome,
    E.matchW(
      (error) => failure(what, error),
      (announcement) => success(what, announcement),
    ),
  );
};
