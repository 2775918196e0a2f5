import test from 'ava';
import { emptyBoard, foldEntries } from '../../service/board/board.ts';
import { boardAt, incidentsAt } from '../../service/board/board-at.ts';
import type { BoardView } from '../../service/board/board-view.ts';
import type { IncidentEvent } from '../../service/domain/status-event.ts';
import type { Recorded } from '../../service/history/recorded.ts';
import type { Refusal } from '../../service/programs/receiver/refusal-entry.ts';
import { anIncident, anUpdate, hours, minutesAfter, pushed } from '../pages/helpers/readings.ts';
import {
  aComponentEvent,
  asked,
  listed,
  onlyProvider,
  pageId,
  polling,
  queryAt,
  refused,
  settings,
  unreadable,
  viewOf,
} from './helpers/entries.ts';

const began = anIncident('i1', anUpdate('u1', 'investigating', -30));
const resolved = anIncident('i1', anUpdate('u2', 'resolved', -10), anUpdate('u1', 'investigating', -30));

test('shows nothing where nothing is recorded', (t) => {
  const { answer, providers, openIncidents } = viewOf([], 0);
  t.deepEqual(answer, { state: 'quiet', providerCount: 0, providers: [] });
  t.deepEqual([providers, openIncidents], [[], []]);
});

test('shows an open incident with its provider, and since when it is open', (t) => {
  const view = viewOf([pushed(began, -29)], 0);
  t.like(view.answer, { state: 'broken', providers: [pageId] });
  t.like(onlyProvider(view), { state: 'incident', impact: 'minor', since: minutesAfter(-30).toISOString() });
  t.like(view.openIncidents[0], { id: 'i1', status: 'investigating', isOpen: true });
});

test('shows no incident that has ended', (t) => {
  const entries = [pushed(began, -29), pushed(resolved, -9)];
  t.deepEqual(viewOf(entries, 0).openIncidents, []);
  t.like(onlyProvider(viewOf(entries, 0)), { state: 'no_known_incident', since: minutesAfter(-10).toISOString() });
  t.is(incidentsAt(settings)(foldEntries(emptyBoard, entries), queryAt(0))[0]?.status, 'resolved');
  t.is(viewOf(entries, -20).openIncidents[0]?.status, 'investigating');
});

test('says that a page is operational where it was read', (t) => {
  t.like(onlyProvider(viewOf([listed(-5), asked(-1)], 0, polling)), {
    id: pageId,
    state: 'operational',
    polledAt: minutesAfter(-1).toISOString(),
  });
});

test('does not know a page that was not read for three intervals', (t) => {
  const entries = [listed(-20), unreadable(-10), unreadable(-5)];
  t.like(onlyProvider(viewOf(entries, -5, polling)), { state: 'operational', unreadable: { reason: 'timeout' } });
  t.like(onlyProvider(viewOf(entries, 0, polling)), { state: 'unknown', since: minutesAfter(-20).toISOString() });
  t.deepEqual(viewOf(entries, 0, polling).self.unreadablePages, [pageId]);
});

test('does not count on an incident of a page that only pushes once it was silent for three days', (t) => {
  const view = viewOf([pushed(began, -29)], hours(72));
  t.like(view.openIncidents[0], { isSilent: true, lastHeardAt: minutesAfter(-29).toISOString() });
  t.like(onlyProvider(view), { state: 'unknown', since: minutesAfter(-29).toISOString() });
});

test('shows components that are not operational, by the newest of what the page lists and of the events', (t) => {
  const outage = pushed(aComponentEvent('c1', 'major_outage', -10), -9);
  t.like(onlyProvider(viewOf([outage], 0)), {
    state: 'impaired',
    impact: 'major',
    since: minutesAfter(-10).toISOString(),
    components: [{ id: 'c1', name: 'Component c1', status: 'major_outage' }],
  });
  t.deepEqual(onlyProvider(viewOf([outage, listed(-1)], 0, polling)).components, []);
});

const day = hours(24);

const maintenanceOf = (status: string, fromMinutes: number, untilMinutes: number, edit: number): IncidentEvent => {
  const event = anIncident('m1', anUpdate(`m-${status}`, status, edit));
  return {
    ...event,
    kind: 'maintenance',
    incident: {
      ...event.incident,
      impact: 'maintenance',
      scheduledFor: minutesAfter(fromMinutes).toISOString(),
      scheduledUntil: minutesAfter(untilMinutes).toISOString(),
    },
  };
};

test('shows maintenance seven days before it begins, while it runs, and that it should have ended', (t) => {
  const entries = [pushed(maintenanceOf('scheduled', 8 * day, 8 * day + 60, 0), 0)];
  const upcoming = (minutes: number): number => viewOf(entries, minutes).upcomingMaintenance.length;
  t.deepEqual([upcoming(day - 1), upcoming(day), upcoming(8 * day)], [0, 1, 0]);

  t.like(viewOf(entries, 8 * day).runningMaintenance, [{ id: 'm1', isOverdue: false }]);
  t.is(onlyProvider(viewOf(entries, 8 * day)).state, 'maintenance');
  t.like(viewOf(entries, 8 * day + 60).runningMaintenance, [{ id: 'm1', isOverdue: true, isSilent: false }]);
  t.like(viewOf(entries, 8 * day + 60 + 3 * day).runningMaintenance, [{ isSilent: true }]);
  t.deepEqual(viewOf(entries, 8 * day).openIncidents, []);
});

test('does not take an incident that had not begun for maintenance to come', (t) => {
  t.deepEqual(viewOf([pushed(began, -29)], -40).upcomingMaintenance, []);
});

test('shows maintenance that begins early as running, and cancelled maintenance no more', (t) => {
  t.like(viewOf([pushed(maintenanceOf('in_progress', day, day + 60, -5), -4)], 0).runningMaintenance, [{ id: 'm1' }]);
  const { runningMaintenance, upcomingMaintenance } = viewOf(
    [pushed(maintenanceOf('completed', day, 2 * day, -5), -4)],
    0,
  );
  t.deepEqual([runningMaintenance, upcomingMaintenance], [[], []]);
});

test('shows what a time was like by everything that is known now, or by what could be known then', (t) => {
  const late = pushed(began, 60);
  const board = foldEntries(emptyBoard, [late, listed(-60)]);
  const at = (minutes: number, known: 'now' | 'then'): BoardView => boardAt(settings)(board, queryAt(minutes, known));
  t.like(at(-20, 'now').openIncidents, [{ id: 'i1' }]);
  t.deepEqual(at(-20, 'then').openIncidents, []);
  t.like(at(60, 'then').openIncidents, [{ id: 'i1' }]);
});

test('shows a status, updates and components as they were then', (t) => {
  const outage = { id: 'c1', name: 'API', oldStatus: 'operational', newStatus: 'major_outage' };
  const event = anIncident(
    'i1',
    anUpdate('u2', 'resolved', -10, { components: [{ ...outage, newStatus: 'operational' }] }),
    anUpdate('u1', 'investigating', -30, { components: [outage] }),
  );
  const at = (minutes: number): unknown =>
    incidentsAt(settings)(foldEntries(emptyBoard, [pushed(event, -9)]), queryAt(minutes));
  t.like(at(-20), [
    {
      isOpen: true,
      status: 'investigating',
      endedAt: minutesAfter(-10).toISOString(),
      updates: [{ id: 'u1' }],
      components: [{ id: 'c1', status: 'major_outage' }],
    },
  ]);
  t.like(at(0), [{ isOpen: false, status: 'resolved', updates: [{ id: 'u2' }, { id: 'u1' }] }]);
});

test('takes a back-dated end for the end', (t) => {
  const event = {
    ...resolved,
    incident: { ...resolved.incident, resolvedAt: minutesAfter(-25).toISOString() },
  };
  t.deepEqual(viewOf([pushed(event, -9)], -20).openIncidents, []);
});

test('believes its own clock where the vendor’s is ahead', (t) => {
  const ahead = anIncident('i1', anUpdate('u2', 'resolved', 0.5), anUpdate('u1', 'investigating', 0.3));
  t.like(viewOf([pushed(anIncident('i1', anUpdate('u1', 'investigating', 0.3)), 0)], 0).openIncidents, [
    { isOpen: true, status: 'investigating' },
  ]);
  t.deepEqual(viewOf([pushed(ahead, 0)], 0).openIncidents, []);
});

test('knows a page again for the time in which nobody read it once it is read', (t) => {
  const entries = [listed(-60), unreadable(-20)];
  t.is(onlyProvider(viewOf(entries, -20, polling)).state, 'unknown');
  const board = foldEntries(emptyBoard, [...entries, asked(-1)]);
  const at = (known: 'now' | 'then'): BoardView => boardAt(polling)(board, queryAt(-20, known));
  t.is(onlyProvider(at('now')).state, 'operational');
  t.is(onlyProvider(at('then')).state, 'unknown');
});

test('does not know a page in its settings that was never read', (t) => {
  const view = viewOf([], 0, polling);
  t.like(onlyProvider(view), { id: 'www.githubstatus.com', state: 'unknown', since: undefined, isPolled: true });
  t.like(view.answer, { state: 'unknown', providers: ['www.githubstatus.com'] });
  t.true(onlyProvider(view).days.every(({ state }) => state === 'unknown'));
});

test('lists a page that is only named, and takes names from the settings first', (t) => {
  const named = {
    ...settings,
    names: new Map([
      [pageId, 'Our GitHub'],
      ['page2', 'Another'],
    ]),
  };
  t.deepEqual(
    viewOf([pushed(began, -29)], 0, named).providers.map(({ name, state }) => [name, state]),
    [
      ['Our GitHub', 'incident'],
      ['Another', 'no_known_incident'],
    ],
  );
  const polled = { ...named, polled: [{ origin: 'https://www.githubstatus.com', name: 'Polled', intervalMinutes: 5 }] };
  t.is(viewOf([listed(-1)], 0, polled).providers.find(({ id }) => id === pageId)?.name, 'Polled');
});

test('does not read a page any more a week after it was last asked, if it is not in the settings', (t) => {
  const entries = [pushed(resolved, -9), listed(-5)];
  t.like(onlyProvider(viewOf(entries, 0)), { state: 'operational', isPolled: true });
  t.like(onlyProvider(viewOf(entries, 3 * day)), { state: 'unknown' });
  t.like(onlyProvider(viewOf(entries, 8 * day)), { state: 'no_known_incident', isPolled: false });
});

test('leaves out what does not concern the components that it is narrowed to', (t) => {
  const entries = [pushed(began, -29), pushed(aComponentEvent('c1', 'major_outage', -10), -9)];
  const narrowed = (component: string): BoardView =>
    viewOf(entries, 0, { ...settings, components: new Set([component]) });
  t.like(onlyProvider(narrowed('actions')), { state: 'incident', components: [] });
  t.like(onlyProvider(narrowed('c1')), { state: 'impaired', incidents: [] });
  t.is(onlyProvider(narrowed('pages')).state, 'no_known_incident');
});

test('marks a rehearsal, which is no part of the history', (t) => {
  const view = viewOf([pushed({ ...began, rehearsal: true }, -29)], 0);
  t.like(view.openIncidents, [{ isRehearsal: true }]);
  t.like(onlyProvider(view), { state: 'incident', isRehearsal: true, webhookAt: undefined });
  t.is(onlyProvider(view).days.at(-1)?.state, 'unknown');
  t.true(onlyProvider(view).months.every(({ impactMinutes }) => impactMinutes === 0));
  t.is(view.self.lastDeliveryAt, minutesAfter(-29).toISOString());
});

test('colours each day by the worst of its incidents', (t) => {
  const of = (id: string, impact: string, from: number, until: number): Recorded => {
    const event = anIncident(id, anUpdate(`${id}2`, 'resolved', until), anUpdate(`${id}1`, 'investigating', from));
    return pushed({ ...event, incident: { ...event.incident, impact } }, until);
  };
  const entries = [
    listed(-5 * day),
    asked(-1),
    of('long', 'minor', -3 * day, -day),
    of('short', 'critical', -2 * day, -2 * day + 5),
  ];
  const days = onlyProvider(viewOf(entries, 0)).days.slice(-7);
  t.deepEqual(
    days.map(({ date, state, impact, incidents }) => [date, state, impact, incidents.map(({ id }) => id).join()]),
    [
      ['2026-02-24', 'unknown', undefined, ''],
      ['2026-02-25', 'quiet', undefined, ''],
      ['2026-02-26', 'quiet', undefined, ''],
      ['2026-02-27', 'incident', 'minor', 'long'],
      ['2026-02-28', 'incident', 'critical', 'long,short'],
      ['2026-03-01', 'incident', 'minor', 'long'],
      ['2026-03-02', 'quiet', undefined, ''],
    ],
  );
});

test('counts the minutes of an incident in each of the months that it was open in', (t) => {
  const event = anIncident('i1', anUpdate('u2', 'resolved', -day), anUpdate('u1', 'investigating', -2 * day));
  t.deepEqual(onlyProvider(viewOf([listed(-20 * day), pushed(event, -day)], 0)).months.map(Object.values), [
    ['2025-12', 0, true],
    ['2026-01', 0, true],
    ['2026-02', 720, true],
    ['2026-03', 720, false],
  ]);
});

test('counts no impact after an incident was last heard of', (t) => {
  const { months } = onlyProvider(viewOf([pushed(began, 0)], 10 * day));
  t.is(months.at(-1)?.impactMinutes, 30);
});

test('does not count on a component that was not heard of for three days on a page that only pushes', (t) => {
  const outage = pushed(aComponentEvent('c1', 'major_outage', -10), 0);
  t.is(onlyProvider(viewOf([outage], 3 * day - 1)).state, 'impaired');
  t.is(onlyProvider(viewOf([outage], 3 * day)).state, 'unknown');
});

test('orders providers by how bad it is there, then by name', (t) => {
  const of = (name: string, impact: string | undefined): Recorded =>
    pushed(
      {
        ...(impact === undefined ? resolved : began),
        provider: name,
        page: { ...began.page, id: name },
        incident: { ...(impact === undefined ? resolved : began).incident, impact },
      },
      -9,
    );
  const view = viewOf(
    [of('Beta', undefined), of('alpha', undefined), of('Minor', 'odd'), of('Critical', 'critical'), of('None', 'none')],
    0,
    polling,
  );
  t.deepEqual(
    view.providers.map(({ name }) => name),
    ['Critical', 'Minor', 'www.githubstatus.com', 'None', 'alpha', 'Beta'],
  );
  t.deepEqual(view.answer, {
    state: 'broken',
    providerCount: 6,
    providers: ['Critical', 'Minor', 'www.githubstatus.com'],
  });
});

test('draws an incident that was sent 600,000 times', (t) => {
  const entry = pushed(began, -29);
  const entries = Array.from({ length: 600_000 }, (_, index) => ({ ...entry, insertId: `${index}` }));
  t.like(viewOf(entries, 0).openIncidents, [{ id: 'i1', startedAt: minutesAfter(-30).toISOString() }]);
});

test('links to the vendor’s page only by http', (t) => {
  const linked = (shortlink: string): unknown =>
    viewOf([pushed({ ...began, incident: { ...began.incident, shortlink } }, -29)], 0).openIncidents[0]?.link;
  t.is(linked('https://stspg.io/abc'), 'https://stspg.io/abc');
  t.is(linked('javascript:alert(1)'), undefined);
  t.is(linked('not a link'), undefined);
});

const reasons = {
  BodyInterrupted: null,
  BodyTooLarge: null,
  BrokenEncoding: null,
  EmptyBody: null,
  ForeignOrigin: null,
  HistoryUnavailable: null,
  InvalidSignature: null,
  InvalidToken: null,
  MalformedToken: null,
  MissingProof: null,
  MissingSignature: null,
  MissingToken: null,
  NotAnObject: null,
  NotJson: null,
  NotUtf8: null,
  TokenOfAnotherPage: null,
  UnknownEncoding: null,
  UnknownPath: null,
} satisfies Record<Exclude<Refusal['_tag'], 'WriteFailed' | 'Unrecognised'>, null>;

test('counts every sort of refusal of the last 24 hours, what was not recognised, and nothing else', (t) => {
  const refusals = Object.keys(reasons).map((tag, index) =>
    refused(-index, tag.replace(/(?!^)[A-Z]/g, (capital) => `_${capital}`).toLowerCase()),
  );
  const others = [refused(-day), refused(-1, 'unrecognised'), refused(-2, 'webhooks_missing')];
  t.like(viewOf([...refusals, ...others], 0).self, { refused: refusals.length, unrecognised: 1 });
});
