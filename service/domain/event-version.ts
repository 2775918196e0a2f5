import { editedAt } from './event-times.ts';
import { collapseWhiteSpace } from './plain-text.ts';
import type { StatusEvent } from './status-event.ts';

/**
 * Identifies a version of an event: the same for a redelivery, different after an edit of any update. It covers what a
 * reader goes by, so that a forged event with the ids and times of a genuine one does not replace it in query results.
 */
export const eventVersion = (event: StatusEvent): ReadonlyArray<string | null> => {
  switch (event.kind) {
    case 'incident':
    case 'maintenance': {
      const { kind, page, incident, updates } = event;
      const newest = updates[0];
      return [
        kind,
        page.id ?? null,
        incident.id,
        incident.name,
        incident.status,
        incident.impact ?? null,
        newest?.id ?? null,
        // A page's API and its webhook may wrap a text differently.
        newest?.body === undefined ? null : collapseWhiteSpace(newest.body),
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
