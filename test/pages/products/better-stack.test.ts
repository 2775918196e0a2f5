import test, { type ExecutionContext } from 'ava';
import { occurredAt } from '../../../service/domain/event-times.ts';
import { incidentPeriod } from '../../../service/domain/incident-period.ts';
import {
  announcedUpdate,
  betterStackDocuments,
  betterStackPath,
  maintenanceAttributes,
  maintenanceReport,
  openReport,
  openUpdate,
  report,
  resource,
  update,
} from '../helpers/better-stack-documents.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { newsAfter } from '../helpers/news-after.ts';
import { readFrom } from '../helpers/read-from.ts';

const noon = new Date('2026-05-04T12:00:00Z');

const read = async (t: ExecutionContext, now: Date, ...included: ReadonlyArray<unknown>) =>
  readFrom(await fakePage(t, betterStackDocuments(...included)), now);

test('reads what a page says', async (t) => {
  const page = await fakePage(t, betterStackDocuments(openReport, maintenanceReport));
  const reading = await readFrom(page, noon);
  t.like(reading, {
    product: 'Better Stack',
    id: '297766',
    provider: 'Example AI',
    indicator: 'minor',
    description: 'degraded',
    violations: [],
  });
  t.deepEqual(
    reading.components.map(({ name, status }) => [name, status]),
    [
      ['Example 3', 'major_outage'],
      ['Example 3 Fast', 'degraded_performance'],
    ],
  );
  t.like(reading.incidents[0], {
    kind: 'incident',
    incident: {
      status: 'active',
      impact: 'major',
      startedAt: '2026-05-04T09:00:00.000Z',
      shortlink: `${page.origin}/incident/951865`,
    },
    components: [{ id: '9978884', name: 'Example 3', newStatus: 'degraded_performance' }, { name: 'Example 3 Fast' }],
    updates: [
      { id: '6326571', status: 'active', body: 'One model is down, another slow.', deliverNotifications: true },
      { id: '6326570', status: 'active' },
    ],
  });
  t.like(reading.incidents[1], {
    kind: 'maintenance',
    incident: {
      name: 'Network maintenance',
      status: 'scheduled',
      impact: 'maintenance',
      scheduledFor: '2026-05-04T20:00:00.000Z',
      scheduledUntil: '2026-05-04T23:00:00.000Z',
      shortlink: `${page.origin}/maintenance/941866`,
    },
  });
});

test('follows the redirect to the language of a page', async (t) => {
  const { [betterStackPath]: document } = betterStackDocuments(openReport);
  const page = await fakePage(t, { '/en/index.json': document });
  page.trouble(betterStackPath, (response) => {
    response.writeHead(302, { location: '/en/index.json' }).end();
  });
  t.is((await readFrom(page, noon)).incidents.length, 1);
});

test('takes a report for resolved though it has no end, and the update that says so for its end', async (t) => {
  const last = update('6326599', '2026-05-04T10:00:00.000Z', 'All is well again.');
  const resolved = report('951865', { aggregate_state: 'resolved' }, last.id, openUpdate.id);
  const [event] = (await read(t, noon, last, resolved)).incidents;
  t.like(event, {
    incident: { status: 'resolved', impact: 'major' },
    components: [{ newStatus: undefined }, { newStatus: undefined }],
    updates: [{ status: 'resolved' }, { status: 'active' }],
  });
  t.is(event === undefined ? '' : incidentPeriod(event).endedAt, '2026-05-04T10:00:00.000Z');
});

const phase = test.macro<[now: string, attributes: object, status: string]>({
  exec: async (t, now, attributes, status) => {
    const maintenance = report('941866', { ...maintenanceAttributes, ...attributes }, announcedUpdate.id);
    const [event] = (await read(t, new Date(now), maintenance)).incidents;
    t.is(event?.incident.status, status);
    t.is(event?.updates[0]?.status, 'scheduled');
  },
  title: (_, now, attributes, status) => `says of ${JSON.stringify(attributes)} at ${now} that it is ${status}`,
});
test(phase, '2026-05-04T19:59:59Z', {}, 'scheduled');
test(phase, '2026-05-04T20:00:00Z', {}, 'in_progress');
test(phase, '2026-05-04T23:00:00Z', {}, 'completed');
test(phase, '2026-05-04T21:00:00Z', { aggregate_state: 'resolved' }, 'completed');
test(phase, '2026-05-05T21:00:00Z', { ends_at: null }, 'in_progress');

test('tells each phase of a maintenance as news once, though the page says nothing anew', async (t) => {
  const page = await fakePage(t, betterStackDocuments(maintenanceReport));
  const news = await newsAfter(page, new Date('2026-05-04T18:30:00Z'), {}, {}, {}, {}, {}, {});
  t.deepEqual(
    news.map((events) => events.map((event) => event.kind !== 'component' && event.incident.status)),
    [[], ['in_progress'], [], [], ['completed'], []],
  );
  t.deepEqual(news.flat().map(occurredAt), ['2026-05-04T20:00:00.000Z', '2026-05-04T23:00:00.000Z']);
});

test('tells an edit, an end and nothing else as news', async (t) => {
  const page = await fakePage(t, betterStackDocuments(openReport));
  const edited = update(openUpdate.id, openUpdate.attributes.published_at, 'Corrected.');
  const last = update('6326599', '2026-05-04T14:10:00.000Z', 'All is well again.');
  const after = betterStackDocuments(edited, report('951865', {}, openUpdate.id));
  const resolved = betterStackDocuments(last, report('951865', { aggregate_state: 'resolved' }, last.id));
  const news = await newsAfter(page, noon, {}, after, {}, resolved, {});
  t.deepEqual(
    news.map((events) => events.map((event) => event.kind !== 'component' && event.incident.status)),
    [[], ['active'], [], ['resolved'], []],
  );
});

test('says that a component changed, in our words', async (t) => {
  const page = await fakePage(t, betterStackDocuments());
  const news = await newsAfter(page, noon, betterStackDocuments(resource('9978884', 'Example 3', 'operational')));
  t.like(news.flat()[0], { kind: 'component', component: { oldStatus: 'major_outage', newStatus: 'operational' } });
});

test('does not take what is not monitored for broken', async (t) => {
  const { components } = await read(
    t,
    noon,
    resource('1', 'Ours', 'not_monitored'),
    resource('2', null, 'maintenance'),
  );
  t.deepEqual(components.map(({ id, name, status }) => [id, name, status]).slice(2), [['2', '2', 'under_maintenance']]);
});

const impact = test.macro<[state: string, impact: string | undefined]>({
  exec: async (t, aggregate_state, expected) => {
    const [event] = (await read(t, noon, report('1', { aggregate_state, affected_resources: [] }))).incidents;
    t.is(event?.incident.impact, expected);
  },
  title: (_, state) => `makes an impact of ${state}`,
});
test(impact, 'degraded', 'minor');
test(impact, 'downtime', 'major');
test(impact, 'resolved', undefined);
test(impact, 'wobbly', undefined);

test('does with a report that has neither title nor updates nor anything affected', async (t) => {
  const bare = { id: 77, type: 'status_report', attributes: { title: null, aggregate_state: 'downtime' } };
  const { incidents, violations } = await read(t, noon, bare);
  t.deepEqual(violations, []);
  t.like(incidents[0], { kind: 'incident', incident: { id: '77', name: 'Report 77', status: 'active' }, updates: [] });
});

test('leaves out what it cannot decode, and tells so, but not what it does not know', async (t) => {
  const odd = [{ ...openReport, id: null }, { type: 'status_page_banner' }, 'soon'];
  const { incidents, violations } = await read(t, noon, ...odd, openReport);
  t.is(incidents.length, 1);
  t.is(violations.length, 2);
});
