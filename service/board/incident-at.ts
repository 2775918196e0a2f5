import { Impact } from '../domain/impact.ts';
import { isOver, withdrawn } from '../domain/incident-lifecycle.ts';
import type { AffectedComponent, IncidentUpdate } from '../domain/status-event.ts';
import type { ComponentView, IncidentView, UpdateView } from './board-view.ts';
import type { IncidentCourse } from './incident-course.ts';
import { optionalTime, optionalUtcOf, toUtc } from './time.ts';

/** An incident at a time; times in milliseconds since 1970. */
export type IncidentAt = Readonly<{
  course: IncidentCourse;
  status: string;
  impact: Impact | undefined;
  phase: 'upcoming' | 'open' | 'over';
  isOverdue: boolean;
  /** Since when nothing is known of it, where that is three days or more. */
  silentSince: number | undefined;
}>;

const silenceInMilliseconds = 3 * 24 * 60 * 60 * 1000;

/** For a status that the page does not tell. */
const unknownStatus = 'unknown';

const updatesUntil = ({ newest, newestRecordedAt }: IncidentCourse, at: number): ReadonlyArray<IncidentUpdate> =>
  newest.updates.filter(
    ({ createdAt }) => Math.min(optionalTime(createdAt) ?? newestRecordedAt, newestRecordedAt) <= at,
  );

const statusAt = (course: IncidentCourse, at: number): string => {
  const { newest, newestSince, isWithdrawn, endedAt } = course;
  if (isWithdrawn && endedAt !== undefined && at >= endedAt) return withdrawn;
  if (at >= newestSince) return newest.incident.status;
  const known = updatesUntil(course, at).find(({ status }) => status !== undefined)?.status;
  if (known !== undefined) return known;
  const first = newest.updates.at(-1)?.status;
  return first === undefined || isOver(first) ? unknownStatus : first;
};

/** An unknown impact counts as minor, as it does for an alert. */
const impactOf = ({ newest: { kind, incident } }: IncidentCourse): Impact | undefined => {
  if (kind === 'maintenance') return undefined;
  return Impact.is(incident.impact) ? incident.impact : 'minor';
};

const isRunning = (status: string): boolean => status === 'in_progress' || status === 'verifying';

const phaseAt = (course: IncidentCourse, status: string, at: number): IncidentAt['phase'] => {
  const { startedAt, endedAt } = course;
  if ((endedAt !== undefined && at >= endedAt) || isOver(status)) return 'over';
  return at >= startedAt || isRunning(status) ? 'open' : 'upcoming';
};

/** `readAt` is when its page was last read, if that is done: a page that lists it tells of it with every reading. */
export const incidentAt =
  (at: number, readAt: number | undefined) =>
  (course: IncidentCourse): IncidentAt => {
    const status = statusAt(course, at);
    const phase = phaseAt(course, status, at);
    const plannedUntil =
      course.newest.kind === 'maintenance' ? optionalTime(course.newest.incident.scheduledUntil) : undefined;
    const heardAt = Math.max(course.heardAt, course.startedAt, readAt ?? 0, plannedUntil ?? 0);
    return {
      course,
      status,
      impact: impactOf(course),
      phase,
      isOverdue: phase === 'open' && plannedUntil !== undefined && at >= plannedUntil,
      silentSince: phase === 'open' && at - heardAt >= silenceInMilliseconds ? heardAt : undefined,
    };
  };

const componentView = ({ id, name, newStatus }: AffectedComponent): ComponentView => ({ id, name, status: newStatus });

const updateView = ({ id, status, body, createdAt, components }: IncidentUpdate): UpdateView => ({
  id,
  status,
  body,
  createdAt,
  components: components.map(componentView),
});

/** As the newest update until then that names any tells of them, else by name alone. */
const componentsAt = (course: IncidentCourse, at: number): ReadonlyArray<ComponentView> => {
  const { newest, newestSince } = course;
  if (at >= newestSince) return newest.components.map(componentView);
  const named = updatesUntil(course, at).find(({ components }) => components.length > 0);
  return named === undefined
    ? newest.components.map(({ id, name }) => ({ id, name, status: undefined }))
    : named.components.map(componentView);
};

// Vendor text could run a script: javascript:…
const webLink = (link: string | undefined): string | undefined =>
  link !== undefined && /^https?:$/.test(URL.parse(link)?.protocol ?? '') ? link : undefined;

export const incidentView = (
  { course, status, impact, phase, isOverdue, silentSince }: IncidentAt,
  provider: IncidentView['provider'],
  at: number,
): IncidentView => {
  const { newest, startedAt, endedAt, heardAt } = course;
  const { kind, incident, rehearsal } = newest;
  return {
    id: incident.id,
    kind,
    provider,
    name: incident.name,
    status,
    impact,
    link: webLink(incident.shortlink),
    isOpen: phase === 'open',
    isRehearsal: rehearsal === true,
    startedAt: toUtc(startedAt),
    endedAt: optionalUtcOf(endedAt),
    scheduledUntil: incident.scheduledUntil,
    isOverdue,
    lastHeardAt: toUtc(heardAt),
    isSilent: silentSince !== undefined,
    components: componentsAt(course, at),
    updates: updatesUntil(course, at).map(updateView),
  };
};
