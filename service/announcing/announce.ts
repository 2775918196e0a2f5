import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { AnnouncementError } from './announcement-error.ts';
import type { Rule } from './suppressed-by.ts';

/** The target has the event, perhaps from an earlier attempt, or a rule suppressed it. */
export type Announcement = Readonly<{ _tag: 'Announced' }> | Readonly<{ _tag: 'Suppressed'; rule: Rule }>;

/** On a retry, a target that can be read (a Slack bot) posts nothing twice; one that cannot be read (an incoming webhook) may. */
export type Announce = (event: StatusEvent) => TE.TaskEither<AnnouncementError, Announcement>;

export type SuppressedBy<Event> = (event: Event) => O.Option<Rule>;

export const announced: Announcement = { _tag: 'Announced' };

export const suppressed = (rule: Rule): Announcement => ({ _tag: 'Suppressed', rule });
