import { worstImpact } from '../domain/impact.ts';
import type { DayView, MonthView } from './board-view.ts';
import { hasImpact, openPeriods, type Period } from './open-periods.ts';
import type { PageAt } from './page-at.ts';
import { toUtc } from './time.ts';

const millisecondsPerMinute = 60 * 1000;
const millisecondsPerDay = 24 * 60 * millisecondsPerMinute;
const dayCount = 90;

/** The milliseconds between two times in which at least one of the periods was. */
const unionWithin = (periods: ReadonlyArray<Period>, start: number, end: number): number =>
  periods
    .map(({ from, to }) => ({ from: Math.max(from, start), to: Math.min(to, end) }))
    .filter(({ from, to }) => from < to)
    .toSorted((left, right) => left.from - right.from)
    .reduce(
      ({ total, until }, { from, to }) => ({
        total: total + Math.max(0, to - Math.max(from, until)),
        until: Math.max(until, to),
      }),
      { total: 0, until: start },
    ).total;

const reference = ({ incident: { course, impact } }: Period): DayView['incidents'][number] => ({
  id: course.newest.incident.id,
  kind: course.newest.kind,
  name: course.newest.incident.name,
  impact,
  isRehearsal: false,
});

const dayView = (page: PageAt, periods: ReadonlyArray<Period>, day: number): DayView => {
  const end = day + millisecondsPerDay;
  const within = periods.filter(({ from, to }) => from < end && to >= day);
  const incidents = within.filter(({ incident }) => incident.course.newest.kind === 'incident');
  const { firstRecordedAt, isUnread, reading } = page;
  const isUnknown =
    firstRecordedAt === undefined || end <= firstRecordedAt || (isUnread && day > (reading?.knownReadAt ?? 0));
  const stateOf = (): DayView['state'] => {
    if (incidents.length > 0) return 'incident';
    if (within.length > 0) return 'maintenance';
    return isUnknown ? 'unknown' : 'quiet';
  };
  return {
    date: toUtc(day).slice(0, 10),
    state: stateOf(),
    impact: worstImpact(incidents.flatMap(({ incident }) => incident.impact ?? [])),
    incidents: within.map(reference),
  };
};

/** The start of the month of a time, or of one that many months later. */
export const monthStart = (time: number, monthsLater = 0): number => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater);
};

const monthView = (page: PageAt, periods: ReadonlyArray<Period>, start: number): MonthView => ({
  month: toUtc(start).slice(0, 7),
  impactMinutes: Math.round(
    unionWithin(periods.filter(hasImpact), start, monthStart(start, 1)) / millisecondsPerMinute,
  ),
  isIncomplete: page.firstRecordedAt === undefined || page.firstRecordedAt > start,
});

/** The 90 days until a time, and the months that they touch. Rehearsals are no part of it. */
export const pageHistory = (
  page: PageAt,
  at: number,
): Readonly<{ days: ReadonlyArray<DayView>; months: ReadonlyArray<MonthView> }> => {
  const today = Math.floor(at / millisecondsPerDay) * millisecondsPerDay;
  const days = Array.from({ length: dayCount }, (_, index) => today - (dayCount - 1 - index) * millisecondsPerDay);
  const months = [...new Set(days.map((day) => monthStart(day)))];
  const [first = today] = months;
  const periods = openPeriods(page, at)
    .filter(({ to }) => to >= first)
    .toSorted(
      (left, right) =>
        left.from - right.from ||
        (left.incident.course.newest.incident.id < right.incident.course.newest.incident.id ? -1 : 1),
    );
  return {
    days: days.map((day) => dayView(page, periods, day)),
    months: months.map((month) => monthView(page, periods, month)),
  };
};
