import test from 'ava';
import { emptyBoard, foldEntries } from '../../service/board/board.ts';
import { incidentsAt } from '../../service/board/board-at.ts';
import { anIncident, anUpdate, hours, minutesAfter, pushed } from '../pages/helpers/readings.ts';
import {
  aComponentEvent,
  asked,
  listed,
  onlyProvider,
  pageId,
  polling,
  queryAt,
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
