import * as O from 'fp-ts/lib/Option.js';
import { editedAt } from '../../domain/event-times.ts';
import { isOver } from '../../domain/incident-lifecycle.ts';
import type { IncidentEvent } from '../../domain/status-event.ts';
import type { PageReading } from '../page-reading.ts';
import { isPushing, isWithinGrace } from './grace.ts';
import type { PageHistory } from './page-history.ts';
import { versionOf } from './version-of.ts';

export type IncidentChanges = Readonly<{
  /** To record now. */
  changed: ReadonlyArray<IncidentEvent>;
  /** Left to the webhook for now. */
  deferred: ReadonlySet<IncidentEvent>;
}>;

const isSince = (event: IncidentEvent, since: Date): boolean => Date.parse(editedAt(event) ?? '') >= since.getTime();

/** `since` none: at first sight everything that the page lists is a change. */
export const incidentChanges = (
  { incidents }: PageReading,
  history: PageHistory,
  since: O.Option<Date>,
  now: Date,
): IncidentChanges => {
  const recorded = new Set(history.incidents.map(({ event }) => versionOf(event)));
  const last = O.isSome(history.lastState) ? history.lastState.value.state : undefined;
  const listed = new Map(last?.open.map(({ id, version }) => [id, version]));
  const isListComplete = (last?.omitted.open ?? 0) === 0;

  const isCandidate = (event: IncidentEvent): boolean => {
    if (O.isNone(since) || isSince(event, since.value)) return true;
    const version = listed.get(event.incident.id);
    return version === undefined ? isListComplete && !isOver(event.incident.status) : version !== versionOf(event);
  };

  const news = incidents.filter((event) => !recorded.has(versionOf(event)) && isCandidate(event));
  const deferred = news.filter((event) => isPushing(history.lastWebhookAt, now) && isWithinGrace(editedAt(event), now));
  return { changed: news.filter((event) => !deferred.includes(event)), deferred: new Set(deferred) };
};
