import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { Rule } from './announce-rules.ts';
import type { SlackError } from './slack-error.ts';

/** Slack has it, be it from before; or a rule held it back. */
export type Announcement = Readonly<{ _tag: 'Announced' }> | Readonly<{ _tag: 'HeldBack'; rule: Rule }>;

/** May be called again with what was announced already: nothing is posted twice. */
export type Announce = (event: StatusEvent) => TE.TaskEither<SlackError, Announcement>;

export type HoldBack<Event> = (event: Event) => O.Option<Rule>;

export const announced: Announcement = { _tag: 'Announced' };
