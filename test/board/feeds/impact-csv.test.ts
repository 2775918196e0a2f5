import test from 'ava';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { emptyBoard, foldEntries } from '../../../service/board/board.ts';
import { impactCsv } from '../../../service/board/feeds/impact-csv.ts';
import { momentOf, pagesAt } from '../../../service/board/pages-at.ts';
import type { IncidentEvent } from '../../../service/domain/status-event.ts';
import { anIncident, anUpdate, hours, minutesAfter, pushed } from '../../pages/helpers/readings.ts';
import { onlyProvider, queryAt, settings, viewOf } from '../helpers/entries.ts';

type Row = Readonly<Record<string, string>>;

const named = (name: string, event: IncidentEvent): IncidentEvent => ({
  ...event,
  incident: { ...event.incident, name, impact: 'major' },
});

const lasting = (id: string, from: number, to: number): IncidentEvent =>
  named(id, anIncident(id, anUpdate(`${id}-2`, 'resolved', to), anUpdate(`${id}-1`, 'investigating', from)));

const csvOf = (events: ReadonlyArray<IncidentEvent>, month: string, minutes = 0): string => {
  const board = foldEntries(
    emptyBoard,
    events.map((event) => pushed(event, minutes)),
  );
  return impactCsv(pagesAt(settings, board, momentOf(queryAt(minutes))), month, minutesAfter(minutes).getTime());
};

const rowsOf = (...parameters: Parameters<typeof csvOf>): ReadonlyArray<Row> =>
  parse(csvOf(...parameters), { bom: true, columns: true });

test('lists what had an impact in a month, the first first', (t) => {
  const open = named('Open', anIncident('open', anUpdate('u', 'investigating', -30)));
  t.deepEqual(rowsOf([open, lasting('Over', -130, -100)], '2026-03'), [
    {
      incident: 'Over',
      provider: 'GitHub',
      started: '2026-03-02T09:50:00.000Z',
      resolved: '2026-03-02T10:20:00.000Z',
      minutes: '30',
      impact: 'major',
    },
    {
      incident: 'Open',
      provider: 'GitHub',
      started: '2026-03-02T11:30:00.000Z',
      resolved: '',
      minutes: '30',
      impact: 'major',
    },
  ]);
});

test('counts the minutes within the month, as the page of the provider does', (t) => {
  const event = lasting('Over the end of February', -hours(40), -hours(30));
  const months = onlyProvider(viewOf([pushed(event, 0)], 0)).months.slice(-2);
  t.deepEqual(
    months.map(({ month }) => rowsOf([event], month).map(({ minutes }) => Number(minutes))),
    months.map(({ impactMinutes }) => [impactMinutes]),
  );
  t.deepEqual(
    months.map(({ impactMinutes }) => impactMinutes),
    [240, 360],
  );
});

test('leaves out maintenance, rehearsals, what has no impact and other months', (t) => {
  const event = lasting('Over', -130, -100);
  t.deepEqual(rowsOf([event], '2026-02'), []);
  t.deepEqual(rowsOf([event], '2026-04'), []);
  t.deepEqual(rowsOf([{ ...event, kind: 'maintenance' }], '2026-03'), []);
  t.deepEqual(rowsOf([{ ...event, rehearsal: true }], '2026-03'), []);
  t.deepEqual(rowsOf([{ ...event, incident: { ...event.incident, impact: 'none' } }], '2026-03'), []);
});

test('has no cell that starts a formula, and one line for an incident, whatever its name', (t) => {
  const awkward = fc.string({
    unit: fc.oneof(
      fc.constantFrom('=', '+', '-', '@', '"', ',', ';', '\t', '\r', '\n', ' ', '\0', '＝'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(awkward, (name) => {
      const csv = csvOf([named(name, lasting('Over', -130, -100))], '2026-03');
      t.is(csv.split('\r\n').length, 3);
      const rows = parse(csv, { bom: true, columns: true }) as ReadonlyArray<Row>;
      t.is(rows.length, 1);
      for (const cell of Object.values(rows[0] ?? {})) t.notRegex(cell, /^\s*[=+\-@\t\r＝＋－＠]/);
    }),
  );
});
