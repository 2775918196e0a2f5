import test from 'ava';
import fc from 'fast-check';
import type { BoardView } from '../../../service/board/board-view.ts';
import { homePage } from '../../../service/board/html/home-page.ts';
import { incidentPage } from '../../../service/board/html/incident-page.ts';
import { providerPage } from '../../../service/board/html/provider-page.ts';
import { broken, incident, provider, quiet } from '../helpers/views.ts';

const home = (view: BoardView): string => homePage({ ...view, isLive: true });

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const answer = (view: BoardView): string => textOf(/<h1[^]*?<\/h1>/.exec(home(view))?.[0] ?? '');

test('the answer names what is broken, worst first, for how long, and why something is unknown', (t) => {
  t.is(
    answer(broken),
    'GitHub: major incident for 23 min · OpenAI: minor for 2 h · Stripe: unknown since 13:40 UTC (its page cannot be read)',
  );
});

test('the answer counts the providers where nothing is broken', (t) => {
  t.is(answer(quiet), 'Nothing is broken at 11 providers');
  t.is(answer({ ...quiet, answer: { ...quiet.answer, providerCount: 1 } }), 'Nothing is broken at 1 provider');
  t.is(answer({ ...quiet, answer: { ...quiet.answer, providerCount: 0 }, providers: [] }), 'Nothing is watched yet');
});

test('an impaired component and a rehearsal are called what they are', (t) => {
  const view = (fields: Parameters<typeof provider>[1]): BoardView => ({
    ...quiet,
    answer: { state: 'broken', providerCount: 1, providers: ['github'] },
    providers: [provider('GitHub', { since: '2026-03-02T14:00:00.000Z', ...fields })],
  });
  t.is(answer(view({ state: 'impaired', impact: 'minor' })), 'GitHub: degraded for 5 min');
  t.is(answer(view({ state: 'impaired', impact: 'major' })), 'GitHub: outage for 5 min');
  t.is(
    answer(view({ state: 'incident', impact: 'critical', isRehearsal: true })),
    'GitHub: critical incident for 5 min (rehearsal)',
  );
});

test('a page that only pushes is never called operational', (t) => {
  const view = {
    ...quiet,
    providers: [provider('GitHub', { state: 'no_known_incident', isPolled: false, polledAt: undefined })],
  };
  t.regex(textOf(home(view)), /GitHub No known incident never heard/);
  t.notRegex(home(view), /perational/);
});

test('an incident that was not heard of and a maintenance that should have ended are marked', (t) => {
  const silent = incident({ isSilent: true, lastHeardAt: '2026-02-27T14:05:00.000Z' });
  t.regex(textOf(home({ ...broken, openIncidents: [silent] })), /Last heard 27 Feb, 14:05 UTC: it may well be over\./);
  const overdue = incident({ kind: 'maintenance', isOverdue: true, scheduledUntil: '2026-03-02T14:00:00.000Z' });
  t.regex(textOf(home({ ...broken, runningMaintenance: [overdue] })), /to 14:00 UTC, should have ended/);
});

test('bars tell days before the first record from quiet ones, and lead to what happened on a day', (t) => {
  const openAi = broken.providers[1] ?? provider('none');
  const page = providerPage(openAi, { ...broken, isLive: true });
  t.regex(page, /aria-label="OpenAI, 90 days, incidents on 3 days, first record 21 Jan"/);
  t.is([...page.matchAll(/<path class="unknown" d="([^"]*)"/g)][0]?.[1]?.match(/M/g)?.length, 49);
  for (const [, day = ''] of page.matchAll(/<a href="#([^"]+)" aria-label/g)) t.true(page.includes(`id="${day}"`), day);
});

test('an incident has all its updates, newest first, and its text as the vendor wrote it', (t) => {
  const body = 'First line\n\n  indented <b>not bold</b> & so on';
  const updates = incident().updates.map((update, index) => (index === 0 ? { ...update, body } : update));
  const page = incidentPage(incident({ updates }), { ...broken, isLive: true });
  t.true(
    page.includes(
      '<p class="vendor-text" dir="auto">First line\n\n  indented &lt;b&gt;not bold&lt;/b&gt; &amp; so on</p>',
    ),
  );
  t.true(page.indexOf('Identified') < page.indexOf('Investigating'));
});

test('links between pages stay at the time that is shown', (t) => {
  const past = homePage({ ...broken, known: 'then', isLive: false });
  t.true(past.includes('href="/incidents/lbkhbwn21v5q?at=2026-03-02T14:05Z&amp;known=then"'));
  t.true(home(broken).includes('href="/incidents/lbkhbwn21v5q"'));
});

test('a link that is none of the web is left out', (t) => {
  for (const link of ['javascript:alert(1)', 'data:text/html,x', '//x', 'not a link']) {
    t.false(home({ ...broken, openIncidents: [incident({ link })] }).includes('The vendor’s own page'), link);
  }
});

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    '\u202Eevil',
    '</title>',
    '&lt;',
  ),
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 2000, maxLength: 5000 }),
);

const skeleton = (html: string): string => html.replaceAll(/"[^"]*"/g, '""').replaceAll(/>[^<]*</g, '><');

test('whatever a vendor writes, the page has the same elements', (t) => {
  const viewWith = (text: string): BoardView => ({
    ...broken,
    openIncidents: [
      incident({
        id: text || 'x',
        name: text,
        status: text,
        provider: { id: text, name: text },
        components: [{ id: 'c', name: text, status: `x${text}` }],
        updates: [{ id: 'u', status: text, body: `x${text.slice(0, 500)}`, createdAt: undefined, components: [] }],
      }),
    ],
  });
  const expected = skeleton(home(viewWith('plain')));
  fc.assert(
    fc.property(hostile, (text) => {
      t.is(skeleton(home(viewWith(text))), expected);
    }),
    { numRuns: 50 },
  );
});
