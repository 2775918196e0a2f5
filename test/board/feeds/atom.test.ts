import test from 'ava';
import fc from 'fast-check';
import { parseAtomFeed } from 'feedsmith';
import type { IncidentView } from '../../../service/board/board-view.ts';
import { atomFeed } from '../../../service/board/feeds/atom.ts';
import { broken, incident } from '../helpers/views.ts';
import { parseXml } from '../helpers/xml.ts';

const url = 'https://board.example.com';

const read = (incidents: ReadonlyArray<IncidentView>, from: string | undefined = url) => {
  const feed = atomFeed(incidents, from);
  parseXml(feed);
  return parseAtomFeed(feed);
};

const [resolved, investigating] = incident().updates;

test('has an entry for each update, the newest first', (t) => {
  const { entries = [], updated } = read(broken.openIncidents);
  t.deepEqual(
    entries.map(({ title }) => title),
    [
      { value: 'GitHub: Delayed workflow runs (identified)' },
      { value: 'GitHub: Delayed workflow runs (investigating)' },
      { value: 'OpenAI: Elevated errors in the Responses API (monitoring)' },
    ],
  );
  t.is(updated, '2026-03-02T13:58:00.000Z');
});

test('says what a feed reader shows', (t) => {
  const { entries = [], links, id, title, authors } = read([incident()]);
  t.snapshot({ id, title, authors, links, entry: entries[0] });
});

test('keeps the ids and the times of the entries that are there when another comes', (t) => {
  const earlier = read([incident({ updates: investigating === undefined ? [] : [investigating] })]).entries ?? [];
  const later =
    read([incident({ isOpen: false, status: 'resolved', endedAt: '2026-03-02T14:30:00.000Z' })]).entries ?? [];
  const of = (entries: typeof earlier) => entries.map(({ id, updated }) => ({ id, updated }));
  t.is(earlier.length, 1);
  t.is(later.length, 2);
  t.deepEqual(of(later).slice(1), of(earlier));
});

test('tells apart what has the same id at another provider, and updates without an id', (t) => {
  const anonymous = [resolved, investigating].flatMap((update) =>
    update === undefined ? [] : [{ ...update, id: undefined, createdAt: undefined }],
  );
  const { entries = [] } = read([
    incident(),
    incident({ provider: { id: 'other', name: 'Other' } }),
    incident({ id: 'anonymous', updates: anonymous }),
  ]);
  t.is(new Set(entries.map(({ id }) => id)).size, 6);
});

test('shows an incident without an update, marks a rehearsal, and leaves maintenance to the calendar', (t) => {
  t.is(read([incident({ updates: [] })]).entries?.[0]?.updated, '2026-03-02T13:42:00.000Z');
  t.is(
    read([incident({ updates: [], isRehearsal: true })]).entries?.[0]?.title?.value,
    'Rehearsal: GitHub: Delayed workflow runs (identified)',
  );
  t.is(read([incident({ kind: 'maintenance' })]).entries, undefined);
});

test('is a feed too where there is nothing, and where nobody said at which address', (t) => {
  t.is(read([]).updated, '1970-01-01T00:00:00.000Z');
  const feed = atomFeed([incident()]);
  parseXml(feed);
  t.is(parseAtomFeed(feed).entries?.[0]?.links?.[0]?.href, '/incidents/lbkhbwn21v5q');
});

test('holds the newest 100 updates', (t) => {
  const incidents = Array.from({ length: 60 }, (_, index) => incident({ id: `${index}` }));
  t.is(read(incidents).entries?.length, 100);
});

test('is well-formed whatever a vendor writes, which stays text', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (words) => {
      const body = `<script>alert(1)</script>]]>${words}`;
      const [entry] =
        read([
          incident({
            name: words,
            provider: { id: words, name: words },
            status: words,
            link: 'https://status.example/?a=1&b=2',
            updates: [{ id: words, status: words, body, createdAt: undefined, components: [] }],
          }),
        ]).entries ?? [];
      t.true(entry?.content?.value?.includes('<script>alert(1)</script>]]>'));
      t.is(entry?.content?.type, 'text');
    }),
  );
});
