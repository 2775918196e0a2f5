import type * as O from 'fp-ts/lib/Option.js';
import type { StatusEvent } from '../../domain/status-event.ts';
import type { Message } from './block-kit.ts';
import { componentMessage } from './component-message.ts';
import { incidentMessage } from './incident-message.ts';
import { updateMessage } from './update-message.ts';

/** One message for an event: the current state and the newest update, and a link to the board if it has an origin. */
export const webhookMessage = (event: StatusEvent, boardUrl?: O.Option<string>): Message => {
  switch (event.kind) {
    case 'component':
      return componentMessage(event);
    case 'incident':
    case 'maintenance': {
      const message = incidentMessage(event, { isContinued: false, boardUrl });
      const newest = event.updates.slice(0, 1).flatMap((update) => updateMessage(update).blocks);
      return {
        ...message,
        attachments: message.attachments.map((attachment) => ({
          ...attachment,
          blocks: [...attachment.blocks, ...newest],
        })),
      };
    }
  }
};
