import { editedAt } from '../domain/event-times.ts';
import { isOver, withdrawn } from '../domain/incident-lifecycle.ts';
import { incidentPeriod } from '../domain/incident-period.ts';
import type { IncidentEvent } from '../domain/status-event.ts';
import type { RecordedIncident } from '../history/recorded.ts';
import { optionalTime } from './time.ts';

/** What several entries of one incident say together; times in milliseconds since 1970. */
export type IncidentCourse = Readonly<{
  /** The newest version; an entry that withdraws the incident says nothing else of it. */
  newest: IncidentEvent;
  /** Since when that version holds. */
  newestSince: number;
  /** When that version was recorded, before which no update of it can be younger. */
  newestRecordedAt: number;
  startedAt: number;
  /** Undefined while it is open. */
  endedAt: number | undefined;
  isWithdrawn: boolean;
  heardAt: number;
}>;

type Versions = readonly [RecordedIncident, ...ReadonlyArray<RecordedIncident>];

const isGreater = (left: ReadonlyArray<string>, right: ReadonlyArray<string>): boolean => {
  const at = left.findIndex((part, position) => part !== right[position]);
  return at >= 0 && (left[at] ?? '') > (right[at] ?? '');
};

const newestBy = (
  [first, ...rest]: Versions,
  keyOf: (version: RecordedIncident) => ReadonlyArray<string>,
): RecordedIncident =>
  rest.reduce((newest, version) => (isGreater(keyOf(version), keyOf(newest)) ? version : newest), first);

const byEdit = ({ event, timestamp, recordedAt, insertId }: RecordedIncident): ReadonlyArray<string> => [
  editedAt(event) ?? timestamp.toISOString(),
  event.incident.updatedAt ?? '',
  recordedAt.toISOString(),
  insertId,
];

const isWithdrawal = ({ event }: RecordedIncident): boolean => event.incident.status === withdrawn;

const isNotEmpty = (versions: ReadonlyArray<RecordedIncident>): versions is Versions => versions.length > 0;

// What is recorded has happened, whatever a vendor's clock says.
const notAfter = (time: number, recordedAt: number): number => Math.min(time, recordedAt);

const endOf = ({ event, timestamp, recordedAt }: RecordedIncident): number =>
  notAfter(optionalTime(incidentPeriod(event).endedAt ?? editedAt(event)) ?? timestamp.getTime(), recordedAt.getTime());

const recordedTime = ({ recordedAt }: RecordedIncident): number => recordedAt.getTime();

// Not as arguments of Math.min, which takes some 100,000 at most.
const least = (times: ReadonlyArray<number>, start: number): number =>
  times.reduce((least, time) => Math.min(least, time), start);

/** Where only a postmortem is known of the end, an earlier version may say when it was. */
const firstEnd = (versions: Versions, newest: RecordedIncident): number =>
  incidentPeriod(newest.event).endedAt === undefined
    ? least(versions.filter(({ event }) => isOver(event.incident.status)).map(endOf), endOf(newest))
    : endOf(newest);

const startOf = (versions: Versions, newest: RecordedIncident): number => {
  const firstRecordedAt = least(versions.map(recordedTime), recordedTime(newest));
  const startedAt = optionalTime(incidentPeriod(newest.event).startedAt);
  if (startedAt === undefined) return firstRecordedAt;
  return newest.event.kind === 'maintenance' ? startedAt : notAfter(startedAt, firstRecordedAt);
};

const courseOf = (versions: Versions): IncidentCourse => {
  const contents = versions.filter((version) => !isWithdrawal(version));
  const newest = newestBy(isNotEmpty(contents) ? contents : versions, byEdit);
  const latest = newestBy(versions, byEdit);
  const withdrawal = isWithdrawal(latest) ? latest : undefined;
  const endedByItself = isOver(newest.event.incident.status) ? firstEnd(versions, newest) : undefined;
  const newestRecordedAt = newest.recordedAt.getTime();
  return {
    newest: newest.event,
    newestSince: notAfter(optionalTime(editedAt(newest.event)) ?? newest.timestamp.getTime(), newestRecordedAt),
    newestRecordedAt,
    startedAt: startOf(versions, newest),
    endedAt: endedByItself ?? (withdrawal === undefined ? undefined : endOf(withdrawal)),
    isWithdrawn: withdrawal !== undefined && endedByItself === undefined,
    heardAt: versions.map(recordedTime).reduce((last, time) => Math.max(last, time), newestRecordedAt),
  };
};

/** The course of an incident by the entries that are known of it, in any order; undefined where there is none. */
export const incidentCourse = (versions: ReadonlyArray<RecordedIncident>): IncidentCourse | undefined =>
  isNotEmpty(versions) ? courseOf(versions) : undefined;
