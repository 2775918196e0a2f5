import * as O from 'fp-ts/lib/Option.js';
import { type Board, emptyBoard, foldEntries } from '../service/board/board.ts';
import { boardAt } from '../service/board/board-at.ts';
import type { BoardQuery, BoardSettings } from '../service/board/pages-at.ts';
import type { IncidentEvent, IncidentUpdate } from '../service/domain/status-event.ts';
import { decodeLine } from '../service/history/decode-line.ts';
import type { Recorded } from '../service/history/recorded.ts';
import { eventEntry } from '../service/logging/event-entry.ts';
import { jsonLine } from '../service/logging/json-line.ts';
import { median, table } from './statistics.ts';

const eventCount = 100_000;
const addedCount = 10;
const pageCount = 30;
const updatesPerIncident = 5;
const millisecondsPerMinute = 60_000;
const millisecondsPerDay = 24 * 60 * millisecondsPerMinute;
const rounds = 9;

const now = new Date('2026-03-01T12:00:00.000Z');
const settings: BoardSettings = { polled: [], intervalMinutes: 5, names: new Map(), components: new Set() };

const statuses = ['investigating', 'identified', 'monitoring', 'monitoring', 'resolved'];

const updateAt = (incident: number, index: number, start: number): IncidentUpdate => {
  const time = new Date(start + index * 20 * millisecondsPerMinute).toISOString();
  return {
    id: `update-${incident}-${index}`,
    status: statuses[index],
    body: 'We continue to work on it. '.repeat(7),
    createdAt: time,
    updatedAt: time,
    displayAt: time,
    deliverNotifications: true,
    components: [],
  };
};

/** The events of incidents that began within 90 days, five of each, with the updates until then. */
const eventAt = (position: number): Readonly<{ event: IncidentEvent; at: Date }> => {
  const incident = Math.floor(position / updatesPerIncident);
  const version = position % updatesPerIncident;
  const start =
    now.getTime() - 90 * millisecondsPerDay + (incident / (eventCount / updatesPerIncident)) * 89 * millisecondsPerDay;
  const updates = Array.from({ length: version + 1 }, (_, index) => updateAt(incident, index, start)).toReversed();
  const page = incident % pageCount;
  return {
    at: new Date(updates[0]?.createdAt ?? ''),
    event: {
      kind: 'incident',
      provider: `Provider ${page}`,
      verified: true,
      rehearsal: undefined,
      page: { id: `page${page}`, indicator: 'minor', description: 'Partial outage' },
      incident: {
        id: `incident-${incident}`,
        name: `Delays in region ${incident}`,
        status: statuses[version] ?? 'resolved',
        impact: ['none', 'minor', 'major'][incident % 3],
        shortlink: `https://stspg.io/${incident}`,
        createdAt: new Date(start).toISOString(),
        updatedAt: updates[0]?.updatedAt,
        startedAt: new Date(start).toISOString(),
        monitoringAt: undefined,
        resolvedAt: version === updatesPerIncident - 1 ? updates[0]?.createdAt : undefined,
        scheduledFor: undefined,
        scheduledUntil: undefined,
      },
      components: [{ id: `component${page}`, name: 'API', oldStatus: 'operational', newStatus: 'partial_outage' }],
      updates,
    },
  };
};

const lineOf = jsonLine(O.none);

const lineAt = (position: number): string => {
  const { event, at } = eventAt(position);
  return lineOf(eventEntry({ event, violations: [], trace: O.none }, at));
};

const recordedIn = (lines: ReadonlyArray<string>): ReadonlyArray<Recorded> =>
  lines.flatMap((line) => {
    const recorded = decodeLine(line);
    return O.isSome(recorded) ? [recorded.value] : [];
  });

const timesOf = (work: () => unknown): ReadonlyArray<number> =>
  Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });

const parse = (lines: ReadonlyArray<string>) => (): unknown => lines.map((line): unknown => JSON.parse(line));

const viewOf = (board: Board, query: BoardQuery) => (): unknown => boardAt(settings)(board, query);

/** What the board's projection costs, beside parsing the JSON of the same entries. */
export const board = (): Promise<string> => {
  const lines = Array.from({ length: eventCount }, (_, position) => lineAt(position));
  const addedLines = Array.from({ length: addedCount }, (_, index) => lineAt(eventCount + index));
  const [entries, added] = [recordedIn(lines), recordedIn(addedLines)];
  const folded = foldEntries(emptyBoard, entries);
  const monthAgo = new Date(now.getTime() - 30 * millisecondsPerDay);

  const parsing = timesOf(parse(lines));
  const parsingAdded = timesOf(parse(addedLines));
  const row = (what: string, times: ReadonlyArray<number>, base = parsing): ReadonlyArray<string | number> => [
    what,
    median(times),
    Math.min(...times),
    Math.min(...times) / Math.min(...base),
  ];
  return Promise.resolve(
    table(
      ['board', 'median ms', 'minimum ms', 'ratio'],
      [
        row('100,000 events: JSON.parse', parsing),
        row(
          '100,000 events: fold',
          timesOf(() => foldEntries(emptyBoard, entries)),
        ),
        row('view of now', timesOf(viewOf(folded, { at: now, known: 'now', now }))),
        row('view of a month ago', timesOf(viewOf(folded, { at: monthAgo, known: 'now', now }))),
        row('view of a month ago, as known then', timesOf(viewOf(folded, { at: monthAgo, known: 'then', now }))),
        row('10 more: JSON.parse', parsingAdded, parsingAdded),
        row(
          '10 more: fold, one by one',
          timesOf(() => added.reduce((board, entry) => foldEntries(board, [entry]), folded)),
          parsingAdded,
        ),
      ],
    ),
  );
};
