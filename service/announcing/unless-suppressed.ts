import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Announcement, suppressed, type SuppressedBy } from './announce.ts';
import type { AnnouncementError } from './announcement-error.ts';

type Outcome = TE.TaskEither<AnnouncementError, Announcement>;

/** Announces an event unless a rule suppresses it. */
export const unlessSuppressed =
  <Event>(suppressedBy: SuppressedBy<Event>, announce: (event: Event) => Outcome) =>
  (event: Event): Outcome =>
    pipe(
      suppressedBy(event),
      O.match(
        () => announce(event),
        (rule) => TE.right(suppressed(rule)),
      ),
    );
