import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { AnnouncementError } from './announcement-error.ts';
import type { Rule } from './suppressed-by.ts';

/** The target has the event, perhaps from an earlier attempt, or there is a reason why it need not have it. */
export type Announcement =
  | Readonly<{ _tag: 'Announced' }>
  | Readonly<{ _tag: 'Suppressed'; rule: Rule }>
  /** The same version was announced. */
  | Readonly<{ _tag: 'Duplicate' }>
  /** A newer version was announced. */
  | Readonly<{ _tag: 'Superseded' }>
  /** A component whose status did not change. */
  | Readonly<{ _tag: 'Unchanged' }>;

/**
 * `insertId` is that of the event's entry in the log, where it is known. On a retry, a target that can be read (a Slack bot)
 * posts nothing twice; one that cannot be read (a webhook) may.
 */
export type Announce = (event: StatusEvent, insertId?: string) => TE.TaskEither<AnnouncementError, Announcement>;

export type SuppressedBy<Event> = (event: Event) => O.Option<Rule>;

export const announced: Announcement = { _tag: 'Announced' };

export const suppressed = (rule: Rule): Announcement => ({ _tag: 'Suppressed', rule });
