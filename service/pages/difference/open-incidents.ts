import * as O from 'fp-ts/lib/Option.js';
import { isOver, withdrawn } from '../../domain/incident-lifecycle.ts';
import { incidentPeriod } from '../../domain/incident-period.ts';
import type { OpenIncident } from '../../domain/page-state.ts';
import type { IncidentEvent } from '../../domain/status-event.ts';
import type { PageReading } from '../page-reading.ts';
import { newestVersions, type PageHistory } from './page-history.ts';
import { versionOf } from './version-of.ts';

export type OpenIncidents = Readonly<{ open: ReadonlyArray<OpenIncident>; withdrawn: ReadonlyArray<IncidentEvent> }>;

// A second pass right after the first would see the same answer of the page's cache.
const minMissingInMilliseconds = 60 * 1000;
// What a webhook brought just now may not stand in the page's cached answer yet.
const minRecordedInMilliseconds = 2 * 60 * 1000;
const maxNameLength = 100;
const maxStatusLength = 40;

const shortened = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength - 1).toWellFormed()}…`;

const toOpen = (event: IncidentEvent): OpenIncident => ({
  id: event.incident.id,
  kind: event.kind,
  name: shortened(event.incident.name, maxNameLength),
  status: shortened(event.incident.status, maxStatusLength),
  impact: event.incident.impact === undefined ? undefined : shortened(event.incident.impact, maxStatusLength),
  startedAt: incidentPeriod(event).startedAt,
  version: versionOf(event),
  missingSince: undefined,
});

const toWithdrawn =
  ({ provider, origin, id, indicator, description }: PageReading) =>
  (item: OpenIncident): IncidentEvent => ({
    kind: item.kind,
    provider,
    verified: origin.startsWith('https://'),
    rehearsal: undefined,
    page: { id, indicator, description },
    incident: {
      id: item.id,
      name: item.name,
      status: withdrawn,
      impact: item.impact,
      shortlink: undefined,
      createdAt: undefined,
      updatedAt: item.missingSince,
      startedAt: item.startedAt,
      monitoringAt: undefined,
      resolvedAt: undefined,
      scheduledFor: undefined,
      scheduledUntil: undefined,
    },
    components: [],
    updates: [],
  });

/**
 * What is open once the changes are recorded. What the page no longer lists is missing at first, and withdrawn when a
 * later pass misses it too; a reading that lacks something or may be old tells nothing about it.
 */
export const openIncidents = (
  reading: PageReading,
  history: PageHistory,
  deferred: ReadonlySet<IncidentEvent>,
  now: Date,
): OpenIncidents => {
  const before = new Map(
    O.isSome(history.lastState) ? history.lastState.value.state.open.map((item) => [item.id, item]) : [],
  );
  const listed = new Set(reading.incidents.map(({ incident }) => incident.id));
  const newest = newestVersions(history);
  const isKnownToBeOver = (id: string): boolean => isOver(newest.get(id)?.event.incident.status ?? '');

  const open = reading.incidents.flatMap((event) => {
    const item = deferred.has(event) ? before.get(event.incident.id) : toOpen(event);
    const isOpen = deferred.has(event) || !isOver(event.incident.status);
    return item !== undefined && isOpen ? [item] : [];
  });
  // By webhook alone: opened and deleted between two passes.
  const onlyPushed = [...newest.values()]
    .filter(({ recordedAt }) => now.getTime() - recordedAt.getTime() > minRecordedInMilliseconds)
    .map(({ event }) => toOpen(event))
    .filter(({ id }) => !before.has(id));
  const missing = [...before.values(), ...onlyPushed].filter(({ id }) => !listed.has(id) && !isKnownToBeOver(id));
  if (reading.violations.length > 0 || !reading.isFresh) return { open: [...open, ...missing], withdrawn: [] };

  const isWithdrawn = ({ missingSince }: OpenIncident): boolean =>
    missingSince !== undefined && now.getTime() - Date.parse(missingSince) >= minMissingInMilliseconds;
  return {
    open: [
      ...open,
      ...missing
        .filter((item) => !isWithdrawn(item))
        .map((item) => ({ ...item, missingSince: item.missingSince ?? now.toISOString() })),
    ],
    withdrawn: missing.filter(isWithdrawn).map(toWithdrawn(reading)),
  };
};
