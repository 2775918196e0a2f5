import type { StatusEvent } from '../../domain/status-event.ts';
import type { ReceivedEvent } from '../../logging/received-event.ts';

/** An event that a delivery brought; `sentId` is its id exactly as it was sent, by which it is acknowledged. */
export type DeliveredEvent<Event = StatusEvent> = ReceivedEvent<Event> & Readonly<{ sentId: string }>;
