import { occurredAt } from '../domain/event-times.ts';
import type { ComponentEvent } from '../domain/status-event.ts';
import { appearanceOf } from './appearance.ts';
import { longestHeader, longestNotification, longestSection, type Message } from './message.ts';
import { label, literal, localTime, markup, plain } from './slack-text.ts';

/** A component's change of status, alone or in an incident's thread. */
export const componentMessage = (event: ComponentEvent): Message => {
  const { provider, component } = event;
  const time = occurredAt(event);
  const { emoji, colour } = appearanceOf(event);
  const headline = `${emoji} ${provider}: ${component.name ?? component.id}`;
  const change = [component.oldStatus, component.newStatus]
    .flatMap((status) => (status === undefined ? [] : [label(status)]))
    .join(' → ');
  const text = literal(`${headline}: ${change}`, longestNotification);
  return {
    text,
    blocks: [{ type: 'section', text: plain(headline, longestHeader) }],
    attachments: [
      {
        color: colour,
        fallback: text,
        blocks: [
          { type: 'section', text: plain(change, longestSection) },
          ...(time === undefined ? [] : [{ type: 'context' as const, elements: [markup(localTime(time))] }]),
        ],
      },
    ],
  };
};
