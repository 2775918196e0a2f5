import type * as O from 'fp-ts/lib/Option.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { TraceContext } from './trace-context.ts';

/** An event as it was received: with the violations found in its optional fields and the request that brought it. */
export type ReceivedEvent<Event = StatusEvent> = Readonly<{
  event: Event;
  /** `webhook` where absent. */
  via?: 'webhook' | 'poll';
  /** Whether the first poll of the page found it: history rather than news. */
  isBackfill?: boolean;
  /** The `provider` label, where it is not the event's own. */
  providerLabel?: string;
  violations: ReadonlyArray<string>;
  trace: O.Option<TraceContext>;
  /** The IP address that it came from. */
  clientAddress?: string | undefined;
}>;
