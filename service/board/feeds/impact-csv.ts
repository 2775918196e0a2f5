import { compareText } from '../compare-text.ts';
import { hasImpact, openPeriods, type Period } from '../open-periods.ts';
import type { PageAt } from '../page-at.ts';
import { monthStart } from '../page-history.ts';
import { safeLine } from '../safe-text.ts';
import { toUtc } from '../time.ts';

const header = ['incident', 'provider', 'started', 'resolved', 'minutes', 'impact'];
const millisecondsPerMinute = 60_000;

// Spreadsheets read a file without it in an encoding of their own.
const byteOrderMark = '\uFEFF';

// https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[=+\-@＝＋－＠]/u;

// Text is in quotes always, so that a spreadsheet that separates cells by another character does not start one within a cell.
const cell = (text: string): string => {
  const line = safeLine(text);
  return `"${(formula.test(line) ? `'${line}` : line).replaceAll('"', '""')}"`;
};

type Row = Readonly<{ period: Period; page: PageAt }>;

const rowText = ({ period: { incident, from, to }, page }: Row, at: number, start: number, end: number): string => {
  const { newest, startedAt, endedAt } = incident.course;
  const minutes = Math.round((Math.min(to, end) - Math.max(from, start)) / millisecondsPerMinute);
  const resolved = endedAt === undefined || endedAt > at ? '' : toUtc(endedAt);
  return [
    cell(newest.incident.name),
    cell(page.name),
    cell(toUtc(startedAt)),
    cell(resolved),
    minutes,
    cell(incident.impact ?? ''),
  ].join(',');
};

const firstFirst = (left: Row, right: Row): number =>
  left.period.from - right.period.from ||
  compareText(left.page.id, right.page.id) ||
  compareText(left.period.incident.course.newest.incident.id, right.period.incident.course.newest.incident.id);

/**
 * The incidents with an impact that were open in a month (`2026-11`, in UTC), by their start, as
 * https://www.rfc-editor.org/rfc/rfc4180; `minutes` are those within the month until `at`. Maintenance and rehearsals are
 * no part of it, and no cell starts a formula.
 */
export const impactCsv = (pages: ReadonlyArray<PageAt>, month: string, at: number): string => {
  const start = Date.parse(`${month}-01T00:00:00Z`);
  const end = monthStart(start, 1);
  const rows = pages
    .flatMap((page) => openPeriods(page, at).map((period) => ({ period, page })))
    .filter(({ period }) => hasImpact(period) && period.from < end && period.to > start)
    .toSorted(firstFirst);
  return `${byteOrderMark}${[header.join(','), ...rows.map((row) => rowText(row, at, start, end))].join('\r\n')}\r\n`;
};
