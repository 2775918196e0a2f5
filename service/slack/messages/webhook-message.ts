import type { StatusEvent } from '../../domain/status-event.ts';
import type { Message } from './block-kit.ts';
import { componentMessage } from './component-message.ts';
import { incidentMessage } from './incident-message.ts';
import { updateMessage } from './update-message.ts';

/** One message for an event: the current state and the newest update. */
export const webhookMessage = (event: StatusEvent): Message => {
  switch (event.kind) {
    case 'component':
      return componentMessage(event);
    case 'incident':
    case 'maintenance': {
      const message = incidentMessage(event, { isContinued: false });
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
