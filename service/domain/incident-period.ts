import { editedAt } from './event-times.ts';
import type { IncidentEvent } from './status-event.ts';

/** Times in UTC; `endedAt` is absent while it goes on, and where the page does not say when it ended. */
export type IncidentPeriod = Readonly<{
  isOver: boolean;
  startedAt: string | undefined;
  endedAt: string | undefined;
}>;

const endings: ReadonlySet<string | undefined> = new Set(['resolved', 'completed']);

/** From when to when an incident or a maintenance goes; a postmortem comes after the end and does not reopen. */
export const incidentPeriod = (event: IncidentEvent): IncidentPeriod => {
  const { kind, incident, updates } = event;
  const isOver = endings.has(incident.status) || incident.status === 'postmortem';
  const ending = updates.find(({ status }) => endings.has(status));
  const startedAt = (kind === 'maintenance' ? incident.scheduledFor : undefined) ?? incident.startedAt;
  return {
    isOver,
    startedAt: startedAt ?? incident.createdAt ?? updates.at(-1)?.createdAt,
    endedAt: isOver
      ? (incident.resolvedAt ?? ending?.createdAt ?? (endings.has(incident.status) ? editedAt(event) : undefined))
      : undefined,
  };
};
