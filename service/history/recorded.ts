import type { PageState } from '../domain/page-state.ts';
import type { PollPass } from '../domain/poll-pass.ts';
import type { ComponentEvent, IncidentEvent, StatusEvent } from '../domain/status-event.ts';

type Via = 'webhook' | 'poll';

/** `timestamp` is the vendor's time of an event where it is known; `recordedAt` is always ours. */
type Entry = Readonly<{ insertId: string; timestamp: Date; recordedAt: Date; via: Via }>;

/** An entry read back from the history. */
export type Recorded = Entry &
  (
    | Readonly<{ _tag: 'Event'; event: StatusEvent; isBackfill: boolean }>
    | Readonly<{ _tag: 'PageState'; state: PageState }>
    | Readonly<{ _tag: 'Pass'; pass: PollPass }>
    /** A refusal, an unrecognised delivery, or another problem that has a reason; `page` is a page's origin. */
    | Readonly<{ _tag: 'Problem'; reason: string; page: string | undefined }>
  );

export type RecordedEvent = Extract<Recorded, { _tag: 'Event' }>;
type Recording<Event> = Omit<RecordedEvent, 'event'> & Readonly<{ event: Event }>;
export type RecordedIncident = Recording<IncidentEvent>;
export type RecordedComponent = Recording<ComponentEvent>;
export type RecordedPageState = Extract<Recorded, { _tag: 'PageState' }>;
