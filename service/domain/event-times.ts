import type { IncidentEvent, StatusEvent } from './status-event.ts';

const latest = (times: ReadonlyArray<string | undefined>): string | undefined =>
  times.reduce<string | undefined>(
    (soFar, time) => (time !== undefined && (soFar === undefined || time > soFar) ? time : soFar),
    undefined,
  );

/** The latest edit among the updates, else the incident's: `display_at` is not used, since a page can back-date it by days. */
export const editedAt = ({ incident, updates }: IncidentEvent): string | undefined =>
  latest(updates.map(({ updatedAt }) => updatedAt)) ?? incident.updatedAt;

/** When it happened at the vendor, in UTC, where the delivery says so. */
export const occurredAt = (event: StatusEvent): string | undefined =>
  event.kind === 'component' ? (event.update.createdAt ?? event.component.updatedAt) : editedAt(event);
