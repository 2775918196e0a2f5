import { editedAt } from './event-times.ts';
import type { StatusEvent } from './status-event.ts';

/** Identifies a version of an event: the same for a redelivery, different after an edit of any update. */
export const eventVersion = (event: StatusEvent): ReadonlyArray<string | null> => {
  switch (event.kind) {
    case 'incident':
    case 'maintenance': {
      const { page, incident, updates } = event;
      return [
        'incident',
        page.id ?? null,
        incident.id,
        incident.status,
        incident.impact ?? null,
        updates[0]?.id ?? null,
        editedAt(event) ?? null,
      ];
    }
    case 'component': {
      const { page, component, update } = event;
      return [
        'component',
        page.id ?? null,
        component.id,
        component.newStatus,
        update.id ?? null,
        update.createdAt ?? null,
      ];
    }
  }
};
