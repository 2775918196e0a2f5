import * as O from 'fp-ts/lib/Option.js';
import { editedAt } from '../../domain/event-times.ts';
import { isOver, withdrawn } from '../../domain/incident-lifecycle.ts';
import type { IncidentEvent } from '../../domain/status-event.ts';
import type { PageReading } from '../page-reading.ts';
import { isPushing, isWithinGrace } from './grace.ts';
import { newestVersions, type PageHistory } from './page-history.ts';
import { versionOf } from './version-of.ts';

export type IncidentChanges = Readonly<{
  /** To record now. */
  changed: ReadonlyArray<IncidentEvent>;
  /** Left to the webhook for now. */
  deferred: ReadonlySet<IncidentEvent>;
}>;

const isSince = (event: IncidentEvent, since: Date): boolean => Date.parse(editedAt(event) ?? '') >= since.getTime();

// Just after its withdrawal: the page says that it never ended. It needs a version of its own, as the one that it comes
// back with is recorded already.
const reopened = (event: IncidentEvent, withdrawnAt: string): IncidentEvent => {
  const updatedAt = new Date(Date.parse(withdrawnAt) + 1).toISOString();
  return {
    ...event,
    incident: { ...event.incident, updatedAt },
    updates: event.updates.map((update, index) => (index === 0 ? { ...update, updatedAt } : update)),
  };
};

/** What the page lists as open, in a version from before it was withdrawn. */
const reopenedIncidents = (
  incidents: ReadonlyArray<IncidentEvent>,
  history: PageHistory,
): ReadonlyArray<IncidentEvent> => {
  const newest = newestVersions(history);
  return incidents
    .filter(({ incident }) => !isOver(incident.status))
    .flatMap((event) => {
      const last = newest.get(event.incident.id)?.event.incident;
      return last?.status === withdrawn && last.updatedAt !== undefined && (editedAt(event) ?? '') <= last.updatedAt
        ? [reopened(event, last.updatedAt)]
        : [];
    });
};

/** `since` none: at first sight everything that the page lists is a change. */
export const incidentChanges = (
  reading: PageReading,
  history: PageHistory,
  since: O.Option<Date>,
  now: Date,
): IncidentChanges => {
  const recorded = new Set(history.incidents.map(({ event }) => versionOf(event)));
  const isRecorded = (event: IncidentEvent): boolean => recorded.has(versionOf(event));
  const last = O.isSome(history.lastState) ? history.lastState.value.state : undefined;
  const listed = new Map(last?.open.map(({ id, version }) => [id, version]));
  const isListComplete = (last?.omitted.open ?? 0) === 0;

  const isCandidate = (event: IncidentEvent): boolean => {
    if (O.isNone(since) || isSince(event, since.value)) return true;
    const version = listed.get(event.incident.id);
    return version === undefined ? isListComplete && !isOver(event.incident.status) : version !== versionOf(event);
  };

  const news = reading.incidents.filter((event) => !isRecorded(event) && isCandidate(event));
  const deferred = news.filter((event) => isPushing(history.lastWebhookAt, now) && isWithinGrace(editedAt(event), now));
  const changed = news.filter((event) => !deferred.includes(event));
  const known = reading.incidents.filter((event) => isRecorded(event) || changed.includes(event));
  // What may be old may list what is withdrawn meanwhile.
  const reopenings = reading.isFresh ? reopenedIncidents(known, history) : [];
  return { changed: [...changed, ...reopenings], deferred: new Set(deferred) };
};
