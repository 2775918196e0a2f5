import type { IncidentAt } from './incident-at.ts';
import type { PageAt } from './page-at.ts';

/** While it was open, so far as is known, in milliseconds since 1970. */
export type Period = Readonly<{ incident: IncidentAt; from: number; to: number }>;

const isGenuine = ({ course }: IncidentAt): boolean => course.newest.rehearsal !== true;

const periodOf =
  (at: number) =>
  (incident: IncidentAt): ReadonlyArray<Period> => {
    const { startedAt, endedAt } = incident.course;
    const to = Math.min(endedAt ?? incident.silentSince ?? at, at);
    return startedAt <= to ? [{ incident, from: startedAt, to }] : [];
  };

/** Maintenance has none. */
export const hasImpact = ({ incident: { impact } }: Period): boolean => impact !== undefined && impact !== 'none';

/** When the incidents and maintenance of a page were open until a time. Rehearsals are no part of it. */
export const openPeriods = ({ incidents }: PageAt, at: number): ReadonlyArray<Period> =>
  incidents.filter(isGenuine).flatMap(periodOf(at));
