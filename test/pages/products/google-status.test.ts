import test, { type ExecutionContext } from 'ava';
import { versionOf } from '../../../service/pages/difference/version-of.ts';
import { fakePage } from '../helpers/fake-page.ts';
import {
  endedGoogleIncident,
  firstUpdate,
  googleCloudDocuments,
  googleIncident,
  googlePaths,
  googleWorkspaceDocuments,
  secondUpdate,
} from '../helpers/google-documents.ts';
import { newsAfter } from '../helpers/news-after.ts';
import { readFrom } from '../helpers/read-from.ts';

const read = async (t: ExecutionContext, ...incidents: ReadonlyArray<unknown>) =>
  readFrom(await fakePage(t, { [googlePaths.cloud]: incidents }));

test('tells Google Cloud from Google Workspace by the address of the list', async (t) => {
  const cloud = await readFrom(await fakePage(t, googleCloudDocuments));
  const workspacePage = await fakePage(t, googleWorkspaceDocuments);
  const workspace = await readFrom(workspacePage);
  t.like(cloud, { product: 'Google Cloud', id: 'google-cloud', provider: 'Google Cloud', violations: [] });
  t.like(workspace, { product: 'Google Workspace', id: 'google-workspace', provider: 'Google Workspace' });
  t.is(
    workspace.incidents[0]?.incident.shortlink,
    `${workspacePage.origin}/appsstatus/dashboard/incidents/${googleIncident.id}`,
  );
});

test('takes an incident without an end for open, and reads its times whatever their offset', async (t) => {
  const [open, ended] = (await read(t, googleIncident, endedGoogleIncident)).incidents;
  t.like(open, {
    kind: 'incident',
    incident: {
      status: 'active',
      impact: 'major',
      startedAt: '2026-05-04T17:00:00.000Z',
      createdAt: '2026-05-04T20:24:18.000Z',
      resolvedAt: undefined,
    },
  });
  t.like(ended, { incident: { status: 'resolved', impact: 'critical', resolvedAt: '2026-04-01T15:00:00.000Z' } });
  t.deepEqual(
    ended?.updates.map(({ status }) => status),
    ['resolved', 'active'],
  );
});

test('does not take what looks well for resolved before the end', async (t) => {
  const [event] = (await read(t, { ...googleIncident, updates: [{ ...secondUpdate, status: 'AVAILABLE' }] })).incidents;
  t.like(event, { incident: { status: 'active' }, updates: [{ status: 'active' }] });
});

test('turns Markdown and HTML into plain text, and a title into one line', async (t) => {
  const [event] = (await read(t, googleIncident)).incidents;
  t.is(event?.incident.name, 'Customers of Example Engine see unreachable virtual machines.');
  t.deepEqual(
    event?.updates.map(({ body }) => body),
    [
      'We are rolling back & watching.',
      'Summary\nVirtual machines are unreachable in one region.\n• Networking: packets are lost.\n• gcloud fails.',
    ],
  );
});

test('names products as they are called now, and does without a list of them', async (t) => {
  const old = { ...googleIncident, id: 'old', affected_products: undefined };
  const [event, oldEvent] = (await read(t, googleIncident, old)).incidents;
  t.deepEqual(
    event?.components.map(({ id, name }) => [id, name]),
    [
      ['H6gWUHvb2ZubeoxzQ1Yz', 'Example Engine (renamed)'],
      ['5x6CGnZvSHQZ26Ktxp9z', 'Hybrid Example'],
    ],
  );
  t.deepEqual(
    oldEvent?.components.map(({ name }) => name),
    ['Example Engine'],
  );
});

const impact = test.macro<[status_impact: string | undefined, severity: string | undefined, impact?: string]>({
  exec: async (t, status_impact, severity, expected) => {
    const [event] = (await read(t, { ...googleIncident, status_impact, severity })).incidents;
    t.is(event?.incident.impact, expected);
  },
  title: (_, ...words) => `makes an impact of ${words.map(String).join(', ')}`,
});
test(impact, 'SERVICE_INFORMATION', 'low', 'minor');
test(impact, 'SERVICE_OUTAGE', undefined, 'critical');
test(impact, undefined, 'medium', 'major');
test(impact, 'SERVICE_INFORMATION', 'high', 'critical');
test(impact, undefined, undefined, undefined);
test(impact, 'SERVICE_HICCUP', 'dire', undefined);

test('gives an update, which has no id, one that stays when it is edited: the version is another', async (t) => {
  const edited = { ...secondUpdate, text: 'We rolled back.', modified: '2026-05-04T22:00:00+00:00' };
  const older = { ...firstUpdate, text: 'Corrected.', modified: '2026-05-04T22:00:00+00:00' };
  const [event] = (await read(t, googleIncident)).incidents;
  const [again] = (await read(t, googleIncident)).incidents;
  const [afterEdit] = (await read(t, { ...googleIncident, updates: [edited, firstUpdate] })).incidents;
  const [afterOldEdit] = (await read(t, { ...googleIncident, updates: [secondUpdate, older] })).incidents;
  if (event === undefined || again === undefined || afterEdit === undefined || afterOldEdit === undefined) {
    t.fail();
    return;
  }
  const ids = event.updates.map(({ id }) => id);
  t.is(new Set(ids).size, 2);
  t.deepEqual(
    afterEdit.updates.map(({ id }) => id),
    ids,
  );
  t.is(versionOf(again), versionOf(event));
  t.is(new Set([event, afterEdit, afterOldEdit].map(versionOf)).size, 3);
});

test('tells an edit, an end and nothing else as news', async (t) => {
  const page = await fakePage(t, googleCloudDocuments);
  const after = (incident: object) => ({ [googlePaths.cloud]: [incident, endedGoogleIncident] });
  const edited = {
    ...googleIncident,
    updates: [secondUpdate, { ...firstUpdate, text: 'Corrected.', modified: '2026-05-04T22:30:00+00:00' }],
  };
  const end = {
    ...secondUpdate,
    created: '2026-05-05T00:20:00+00:00',
    modified: '2026-05-05T00:20:00+00:00',
    status: 'AVAILABLE',
  };
  const ended = { ...edited, end: '2026-05-04T23:00:00+00:00', updates: [end, ...edited.updates] };
  const news = await newsAfter(
    page,
    new Date('2026-05-04T22:00:00Z'),
    {},
    after(edited),
    {},
    after({ ...ended, modified: '2026-05-08T00:00:00+00:00' }),
    after(ended),
  );
  t.deepEqual(
    news.map((events) => events.map((event) => event.kind !== 'component' && event.incident.status)),
    [[], ['active'], [], ['resolved'], []],
  );
});

test('keeps ids apart where two updates have one time, whatever comes after them', async (t) => {
  const twin = { ...firstUpdate, text: 'At the same time.' };
  const idsOf = async (...updates: ReadonlyArray<unknown>) =>
    (await read(t, { ...googleIncident, updates })).incidents[0]?.updates.map(({ id }) => id) ?? [];
  const before = await idsOf(twin, firstUpdate);
  t.is(new Set(before).size, 2);
  t.deepEqual(
    before.map((id) => id?.endsWith('-2')),
    [true, false],
  );
  t.deepEqual((await idsOf(secondUpdate, twin, firstUpdate)).slice(1), before);
});

test('does with the newest update where there is no list, and with none', async (t) => {
  const short = { ...googleIncident, updates: undefined };
  const bare = { ...short, most_recent_update: undefined };
  const { incidents, violations } = await read(t, short, { ...bare, id: 'bare', external_desc: '' });
  t.deepEqual(violations, []);
  t.is(incidents[0]?.updates.length, 1);
  t.like(incidents[1], { incident: { name: 'Example Engine', updatedAt: '2026-05-04T21:31:52.000Z' } });
  t.is(incidents[1]?.updates.length, 0);
});

test('reads what is open however old it is, and of the rest what was edited last', async (t) => {
  const old = { ...googleIncident, id: 'old' };
  const ended = Array.from({ length: 80 }, (_, index) => ({
    ...endedGoogleIncident,
    id: `ended${index}`,
    updates: [{ ...firstUpdate, modified: new Date(Date.UTC(2026, 5, 1, 0, index)).toISOString() }],
  }));
  const ids = (await read(t, ...ended, old)).incidents.map(({ incident }) => incident.id);
  t.is(ids.length, 51);
  t.true(ids.includes('old') && ids.includes('ended79') && ids.includes('ended30') && !ids.includes('ended29'));
});

test('leaves out what it cannot decode, and tells so', async (t) => {
  const { incidents, violations } = await read(t, googleIncident, { begin: '2026-05-04T10:00:00Z' }, 'soon');
  t.is(incidents.length, 1);
  t.is(violations.length, 2);
});

test('links to nothing that is no page', async (t) => {
  const [event] = (await read(t, { ...googleIncident, uri: 'javascript:alert(1)' })).incidents;
  t.is(event?.incident.shortlink, undefined);
});

for (const [what, document] of [
  ['an empty list', []],
  ['a list of other things', [{ id: 'a', title: 'b' }]],
  ['an object', { incidents: [] }],
] as const) {
  test(`does not recognise ${what}`, async (t) => {
    await t.throwsAsync(async () => readFrom(await fakePage(t, { [googlePaths.cloud]: document })), {
      message: 'unrecognised',
    });
  });
}
