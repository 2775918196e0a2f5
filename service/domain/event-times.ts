import type { IncidentEvent, StatusEvent } from './status-event.ts';

/** The latest of several times in UTC, some of which may be absent. */
export const latest = (times: ReadonlyArray<string | undefined>): string | undefined =>
  times.reduce<string | undefined>(
    (latestSoFar, time) =>
      time !== undefined && (latestSoFar === undefined || time > latestSoFar) ? time : latestSoFar,
    undefined,
  );

/** The time of the latest edit of an update, else of the incident. `display_at` is ignored, since a page can back-date it by days. */
export const editedAt = ({ incident, updates }: IncidentEvent): string | undefined =>
  latest(updates.map(({ updatedAt }) => updatedAt)) ?? incident.updatedAt;

/** When the event happened at the vendor, in UTC; undefined where the delivery gives no time. */
export const occurredAt = (event: StatusEvent): string | undefined =>
  event.kind === 'component' ? (event.update.createdAt ?? event.component.updatedAt) : editedAt(event);
