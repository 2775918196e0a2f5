import type * as O from 'fp-ts/lib/Option.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { TraceContext } from './trace-context.ts';

/** What was received: an event, the sentences about fields that were left out, and the request that brought it. */
export type ReceivedEvent<Event = StatusEvent> = Readonly<{
  event: Event;
  /** Absent: by webhook. */
  via?: 'webhook' | 'poll';
  /** Whether the page listed it when it was first polled: history rather than news. */
  isBackfill?: boolean;
  violations: ReadonlyArray<string>;
  trace: O.Option<TraceContext>;
}>;
