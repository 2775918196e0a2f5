import test, { type ExecutionContext } from 'ava';
import { incidentPeriod } from '../../../service/domain/incident-period.ts';
import { fakePage } from '../helpers/fake-page.ts';
import { newsAfter } from '../helpers/news-after.ts';
import { readFrom } from '../helpers/read-from.ts';
import {
  activeSlackIncident,
  firstNote,
  quietSlackDocuments,
  resolvedSlackIncident,
  secondNote,
  slackDocuments,
  slackPaths,
} from '../helpers/slack-documents.ts';

const current = slackDocuments[slackPaths.current];
const withActive = (incident: object) => ({ [slackPaths.current]: { ...current, active_incidents: [incident] } });

const eventOf = async (t: ExecutionContext, incident: object) => {
  const page = await fakePage(t, { ...slackDocuments, ...withActive(incident), [slackPaths.history]: [] });
  const { incidents } = await readFrom(page);
  return incidents[0];
};

test('reads what is open and what was, each once', async (t) => {
  const page = await fakePage(t, {
    ...slackDocuments,
    [slackPaths.history]: [{ ...activeSlackIncident, id: 1675 }, resolvedSlackIncident],
  });
  const reading = await readFrom(page);
  t.like(reading, { product: 'Slack', id: 'slack', provider: 'Slack', description: 'active', violations: [] });
  t.deepEqual(
    reading.incidents.map(({ incident: { id, status, impact } }) => [id, status, impact]),
    [
      ['1675', 'active', 'minor'],
      ['1674', 'resolved', 'major'],
    ],
  );
});

test('says that nothing is open when all is well', async (t) => {
  const reading = await readFrom(await fakePage(t, quietSlackDocuments));
  t.is(reading.description, 'ok');
  t.deepEqual(
    reading.incidents.map(({ incident }) => incident.status),
    ['resolved'],
  );
});

test('takes the newer of two answers that tell of one incident', async (t) => {
  const resolved = { ...activeSlackIncident, status: 'resolved', date_updated: '2026-05-04T10:00:00-07:00' };
  const { incidents } = await readFrom(await fakePage(t, { ...slackDocuments, [slackPaths.history]: [resolved] }));
  t.deepEqual(
    incidents.map(({ incident }) => incident.status),
    ['resolved'],
  );
});

test('turns HTML into plain text, and offsets into UTC, with the newest note first', async (t) => {
  const event = await eventOf(t, activeSlackIncident);
  t.like(event, {
    incident: {
      startedAt: '2026-05-04T15:22:35.000Z',
      updatedAt: '2026-05-04T16:12:09.000Z',
      shortlink: activeSlackIncident.url,
    },
  });
  t.deepEqual(
    event?.updates.map(({ createdAt, body }) => [createdAt, body]),
    [
      ['2026-05-04T16:11:04.000Z', 'We are rolling back a recent change.\nThank you for your patience.'],
      ['2026-05-04T15:22:35.000Z', "Some admins can't use the search bar. \nWe'll provide an update in 60 minutes."],
    ],
  );
  t.deepEqual(
    event?.components.map(({ id, name }) => [id, name]),
    [
      [undefined, 'Search'],
      [undefined, 'Apps/Integrations/APIs'],
    ],
  );
});

test('takes the last note of a resolved incident for its end, not a later edit', async (t) => {
  const { incidents } = await readFrom(await fakePage(t, quietSlackDocuments));
  const [event] = incidents;
  t.deepEqual(
    event?.updates.map(({ status }) => status),
    ['resolved', 'active'],
  );
  t.is(event === undefined ? '' : incidentPeriod(event).endedAt, '2026-04-28T03:43:47.000Z');
});

const word = test.macro<[fields: object, expected: object]>({
  exec: async (t, fields, expected) => {
    const { kind, incident } = (await eventOf(t, { ...activeSlackIncident, ...fields })) ?? {};
    t.like({ kind, status: incident?.status, impact: incident?.impact }, expected);
  },
  title: (_, fields) => `understands ${JSON.stringify(fields)}`,
});
test(word, { type: 'notice' }, { kind: 'incident', status: 'active', impact: 'none' });
test(word, { type: 'outage' }, { kind: 'incident', status: 'active', impact: 'major' });
test(word, { type: 'hiccup' }, { kind: 'incident', status: 'active', impact: undefined });
test(word, { type: null }, { kind: 'incident', status: 'active', impact: undefined });
test(word, { type: 'maintenance' }, { kind: 'maintenance', status: 'in_progress', impact: 'maintenance' });
test(word, { type: 'maintenance', status: 'scheduled' }, { kind: 'maintenance', status: 'scheduled' });
test(word, { type: 'maintenance', status: 'resolved' }, { kind: 'maintenance', status: 'completed' });
test(word, { status: 'cancelled' }, { kind: 'incident', status: 'resolved' });
test(word, { status: 'watching' }, { kind: 'incident', status: 'watching' });

test('gives a note, which has no id, one that stays when it is edited', async (t) => {
  const idsOf = async (...notes: ReadonlyArray<object>) =>
    (await eventOf(t, { ...activeSlackIncident, notes }))?.updates.map(({ id }) => id) ?? [];
  const ids = await idsOf(firstNote, secondNote);
  t.is(new Set(ids).size, 2);
  t.deepEqual(await idsOf({ ...firstNote, body: 'Edited.' }, { ...secondNote, body: 'Edited, too.' }), ids);
  const third = { date_created: '2026-05-04T10:00:00-07:00', body: 'It is fixed.' };
  t.deepEqual((await idsOf(firstNote, secondNote, third)).slice(1), ids);
});

test('tells an edit, an end and nothing else as news', async (t) => {
  const page = await fakePage(t, slackDocuments);
  const edited = {
    ...activeSlackIncident,
    date_updated: '2026-05-04T09:30:00-07:00',
    notes: [{ ...firstNote, body: '<p>Corrected.</p>' }, secondNote],
  };
  const resolved = { ...edited, status: 'resolved', date_updated: '2026-05-04T11:00:00-07:00' };
  const news = await newsAfter(
    page,
    new Date('2026-05-04T16:15:00Z'),
    {},
    withActive(edited),
    {},
    { ...quietSlackDocuments, [slackPaths.history]: [resolved, resolvedSlackIncident] },
    {},
  );
  t.deepEqual(
    news.map((events) => events.map((event) => event.kind !== 'component' && event.incident.status)),
    [[], ['active'], [], ['resolved'], []],
  );
});

test('leaves out what it cannot decode, and tells so', async (t) => {
  const page = await fakePage(t, {
    ...slackDocuments,
    [slackPaths.history]: [{ ...resolvedSlackIncident, status: undefined }, resolvedSlackIncident, null],
  });
  const { incidents, violations } = await readFrom(page);
  t.is(incidents.length, 2);
  t.is(violations.length, 2);
});

test('does not take a history of another sort for an empty one', async (t) => {
  const page = await fakePage(t, { ...slackDocuments, [slackPaths.history]: { error: 'try later' } });
  await t.throwsAsync(readFrom(page), { message: 'unrecognised' });
});
