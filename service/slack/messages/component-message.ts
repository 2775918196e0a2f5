import { appearanceOf } from '../../announcing/summary/appearance.ts';
import { markedProvider } from '../../domain/describe-event.ts';
import { occurredAt } from '../../domain/event-times.ts';
import { sentenceCase } from '../../domain/sentence-case.ts';
import { statusChange } from '../../domain/status-change.ts';
import type { ComponentEvent } from '../../domain/status-event.ts';
import { maxHeaderLength, maxNotificationLength, maxSectionLength, type Message } from './block-kit.ts';
import { escapeAndTruncate, localTime, mrkdwnObject, plainTextObject } from './slack-text.ts';

/** A component's change of status, for the channel or for an incident's thread. */
export const componentMessage = (event: ComponentEvent): Message => {
  const { component } = event;
  const time = occurredAt(event);
  const { emoji, colour } = appearanceOf(event);
  const headline = `${emoji} ${markedProvider(event)}: ${component.name ?? component.id}`;
  const change = statusChange(component, sentenceCase);
  const text = escapeAndTruncate(`${headline}: ${change}`, maxNotificationLength);
  return {
    text,
    blocks: [{ type: 'section', text: plainTextObject(headline, maxHeaderLength) }],
    attachments: [
      {
        color: colour,
        fallback: text,
        blocks: [
          { type: 'section', text: plainTextObject(change, maxSectionLength) },
          ...(time === undefined ? [] : [{ type: 'context' as const, elements: [mrkdwnObject(localTime(time))] }]),
        ],
      },
    ],
  };
};
