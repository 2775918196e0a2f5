import * as O from 'fp-ts/lib/Option.js';
import type { PageReport } from '../../../service/domain/page-report.ts';
import type { IncidentEvent, IncidentUpdate } from '../../../service/domain/status-event.ts';
import type { Recorded } from '../../../service/history/recorded.ts';
import { toRecorded } from '../../../service/history/to-recorded.ts';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import { pageReportEntry } from '../../../service/logging/page-report-entry.ts';
import { pageStateEntry } from '../../../service/logging/page-state-entry.ts';
import type { Difference } from '../../../service/pages/difference/difference.ts';
import type { PageReading, ReadComponent } from '../../../service/pages/page-reading.ts';
import { incident as sample } from '../../helpers/rehearsed-events.ts';

export const noon = new Date('2026-03-02T12:00:00.000Z');
export const minutesAfter = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);
export const hours = (count: number): number => count * 60;

const iso = (minutes: number): string => minutesAfter(minutes).toISOString();

export const anUpdate = (
  id: string,
  status: string,
  minutes: number,
  fields: Partial<IncidentUpdate> = {},
): IncidentUpdate => ({
  id,
  status,
  body: 'We are looking into it.',
  createdAt: iso(minutes),
  updatedAt: iso(minutes),
  displayAt: iso(minutes),
  deliverNotifications: true,
  components: [],
  ...fields,
});

/** An incident with these updates, newest first. */
export const anIncident = (id: string, ...updates: ReadonlyArray<IncidentUpdate>): IncidentEvent => ({
  ...sample,
  incident: {
    ...sample.incident,
    id,
    status: updates[0]?.status ?? 'investigating',
    updatedAt: updates[0]?.updatedAt,
    createdAt: updates.at(-1)?.createdAt,
  },
  updates,
});

export const aComponent = (id: string, status: string, minutes?: number): ReadComponent => ({
  id,
  name: `Component ${id}`,
  status,
  updatedAt: minutes === undefined ? undefined : iso(minutes),
});

export const aReading = (fields: Partial<PageReading> = {}): PageReading => ({
  origin: 'https://www.githubstatus.com',
  provider: 'GitHub',
  product: 'Statuspage',
  id: 'kctbh9vrtdwd',
  name: 'GitHub',
  indicator: 'none',
  description: 'All Systems Operational',
  components: [],
  incidents: [],
  violations: [],
  isFresh: true,
  isUnchanged: false,
  ...fields,
});

/** An entry as it is read back. */
export const readBack = (entry: LogEntry, recordedAt: Date): Recorded => {
  const { insertId = '', timestamp, labels = {}, payload = {} } = entry;
  const recorded = toRecorded({ insertId, timestamp, recordedAt: O.some(recordedAt), labels, payload });
  if (O.isNone(recorded)) throw new Error('the entry is no part of a history');
  return recorded.value;
};

/** What a webhook brought. */
export const pushed = (event: Parameters<typeof eventEntry>[0]['event'], minutes: number): Recorded =>
  readBack(eventEntry({ event, violations: [], trace: O.none }, minutesAfter(minutes)), minutesAfter(minutes));

/** What stands in the history once a difference is recorded. */
export const recordedOf = ({ events, reports, state }: Difference, at: Date): ReadonlyArray<Recorded> => [
  ...events.map(({ event, isBackfill }) =>
    readBack(eventEntry({ event, violations: [], trace: O.none, via: 'poll', isBackfill }, at), at),
  ),
  ...reports.map((report: PageReport) => readBack(pageReportEntry(report, at), at)),
  ...(O.isSome(state) ? [readBack(pageStateEntry(state.value, at), at)] : []),
];
