import { editedAt } from './event-times.ts';
import { isEndStatus, isOver } from './incident-lifecycle.ts';
import type { IncidentEvent } from './status-event.ts';

/** Times in UTC; `endedAt` is absent while it is ongoing, and where the page does not say when it ended. */
export type IncidentPeriod = Readonly<{
  isOver: boolean;
  startedAt: string | undefined;
  endedAt: string | undefined;
}>;

const endOf = (event: IncidentEvent): string | undefined => {
  const { incident, updates } = event;
  const lastEdit = isEndStatus(incident.status) ? editedAt(event) : undefined;
  return incident.resolvedAt ?? updates.find(({ status }) => isEndStatus(status))?.createdAt ?? lastEdit;
};

/** When an incident or a maintenance started, and when it ended. */
export const incidentPeriod = (event: IncidentEvent): IncidentPeriod => {
  const { kind, incident, updates } = event;
  const plannedAt = kind === 'maintenance' ? incident.scheduledFor : undefined;
  return {
    isOver: isOver(incident.status),
    startedAt: plannedAt ?? incident.startedAt ?? incident.createdAt ?? updates.at(-1)?.createdAt,
    endedAt: isOver(incident.status) ? endOf(event) : undefined,
  };
};
