import { editedAt } from './event-times.ts';
import { statusRank } from './incident-lifecycle.ts';
import type { IncidentEvent } from './status-event.ts';

const maxClockSkewInMilliseconds = 60_000;

// A page's clock can be a little fast. A time in the far future would make all later versions look old.
/** A time that a page gives, or '' if it gives none; at most a minute ahead of `now`. */
export const notInFuture = (time: string | undefined, now: Date): string => {
  const latest = new Date(now.getTime() + maxClockSkewInMilliseconds).toISOString();
  return time === undefined || time <= latest ? (time ?? '') : latest;
};

/** Sorts as text in the order in which an incident's versions came about, whatever the order of arrival. */
export const incidentOrder = (event: IncidentEvent, now: Date): string =>
  [
    notInFuture(editedAt(event), now),
    notInFuture(event.incident.updatedAt, now),
    `${event.updates.length}`.padStart(4, '0'),
    `${statusRank(event.incident.status)}`,
  ].join(' ');
