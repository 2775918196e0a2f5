import { occurredAt } from '../domain/event-times.ts';
import { isOver } from '../domain/incident-lifecycle.ts';
import { StatusEvent } from '../domain/status-event.ts';

/** Headers and body of an event in the binary mode: https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/http-protocol-binding.md */
export type CloudEvent = Readonly<{ headers: Readonly<Record<string, string>>; body: string }>;

const stageOf = (event: StatusEvent): 'created' | 'updated' | 'ended' | 'changed' => {
  if (event.kind === 'component') return 'changed';
  if (isOver(event.incident.status)) return 'ended';
  return event.updates.length > 1 ? 'updated' : 'created';
};

// Percent-encodes what a header cannot hold, as the binding says.
const headerValue = (text: string): string =>
  text.toWellFormed().replace(/[^\x21-\x7e]|["%]/gu, (character) => encodeURIComponent(character));

const maxHeaderLength = 500;

/** `id` is that of the event's entry in the log. The body is the entry's `event`. */
export const cloudEvent = (event: StatusEvent, id: string): CloudEvent => {
  const { page, provider } = event;
  const time = occurredAt(event);
  const subject = event.kind === 'component' ? event.component.id : event.incident.id;
  return {
    headers: {
      'ce-specversion': '1.0',
      'ce-id': headerValue(id),
      'ce-source': `urn:statuspage:${encodeURIComponent((page.id ?? provider).toWellFormed())}`.slice(
        0,
        maxHeaderLength,
      ),
      'ce-type': `dev.statuswatch.${event.kind}.${stageOf(event)}.v1`,
      'ce-subject': headerValue(subject).slice(0, maxHeaderLength),
      ...(time !== undefined && { 'ce-time': time }),
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(StatusEvent.encode(event)),
  };
};
