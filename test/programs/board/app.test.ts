import test from 'ava';
import request from 'supertest';
import type { IncidentEvent } from '../../../service/domain/status-event.ts';
import { boardOf, noon } from '../../helpers/board.ts';
import { eventsOf, incident } from '../../helpers/rehearsed-events.ts';

const minute = 60_000;

const openIncident: IncidentEvent = {
  ...incident,
  incident: { ...incident.incident, impact: 'major', createdAt: '2026-03-02T11:37:00.000Z', updatedAt: undefined },
  updates: [],
};

const heading = (html: string): string =>
  (/<h1[^]*?<\/h1>/.exec(html)?.[0] ?? '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('answers first, from what has been recorded by then', async (t) => {
  const { app, record } = boardOf();
  t.is(heading((await request(app).get('/')).text), 'Nothing is watched yet');
  await record(openIncident);
  t.is(heading((await request(app).get('/')).text), 'GitHub: major incident for 23 min');
});

test('has a page for each provider, by id and by name, and for each incident', async (t) => {
  const { app, record } = boardOf();
  await record(openIncident);
  for (const path of ['/providers/kctbh9vrtdwd', '/providers/github']) {
    t.is(heading((await request(app).get(path)).text), 'GitHub', path);
  }
  t.is(heading((await request(app).get('/incidents/incident1')).text), 'Delays in Actions');
});

test('says of a month before the first record that there is none, not that it had no impact', async (t) => {
  const { app, record } = boardOf();
  await record(openIncident);
  const { text } = await request(app).get('/providers/github');
  const months = [...text.matchAll(/<th scope="row">(.*?)<\/th>\s*<td>(.*?)<\/td>/gs)].map(([, month, impact = '']) => [
    month,
    impact.replaceAll(/<[^>]*>/g, '').trim(),
  ]);
  t.deepEqual(months, [
    ['March 2026', '23 min (not recorded from its start)'],
    ['February 2026', 'no record'],
    ['January 2026', 'no record'],
    ['December 2025', 'no record'],
  ]);
});

test('shows another time, by what is known now and by what was known then', async (t) => {
  let now = noon;
  const { app, record } = boardOf({ clock: () => now });
  now = new Date(noon.getTime() + 10 * minute);
  await record(openIncident);
  const at = '/?at=2026-03-02T12:00Z';
  t.is(heading((await request(app).get(at)).text), 'GitHub: major incident for 23 min');
  const then = await request(app).get(`${at}&known=then`);
  t.is(heading(then.text), 'Nothing is watched yet');
  t.true(then.text.includes(`href="${at}"`));
  t.true(then.text.includes('href="/?at=2026-03-02T11:00Z&amp;known=then"'));
  t.is((await request(app).get('/?at=2026-03-02T12:00')).status, 200);
});

test('answers 304 to who has it already, until something is recorded or the minute is over', async (t) => {
  let now = noon;
  const { app, record } = boardOf({ clock: () => now });
  const tagged = async (tag = '') => {
    const { status, headers } = await request(app).get('/').set('If-None-Match', tag);
    return { status, tag: headers['etag'] ?? '' };
  };
  const { tag: first } = await tagged();
  t.is((await tagged(first)).status, 304);
  await record(openIncident);
  const second = await tagged(first);
  t.is(second.status, 200);
  now = new Date(noon.getTime() + minute - 1);
  t.is((await tagged(second.tag)).status, 304);
  now = new Date(noon.getTime() + minute);
  t.is((await tagged(second.tag)).status, 200);
});

test('compresses for who accepts it', async (t) => {
  const { app } = boardOf();
  const compressed = await request(app).get('/').set('Accept-Encoding', 'gzip');
  const plain = await request(app).get('/').set('Accept-Encoding', 'identity');
  t.is(compressed.headers['content-encoding'], 'gzip');
  t.is(plain.headers['content-encoding'], undefined);
  t.is(compressed.text, plain.text);
});

test('refuses who asks under a name that is not its own, and another web page', async (t) => {
  const { app } = boardOf({ url: 'https://board.example.com' });
  for (const path of ['/', '/board.css', '/api/status', '/events', '/docs', '/nowhere']) {
    t.is((await request(app).get(path).set('Host', 'evil.example')).status, 403, path);
    t.is(
      (await request(app).get(path).set('Host', 'localhost').set('Origin', 'http://evil.example')).status,
      403,
      path,
    );
  }
  t.is((await request(app).get('/').set('Host', 'board.example.com')).status, 200);
  t.is((await request(app).get('/').set('Host', 'localhost:8001').set('Origin', 'http://localhost:8001')).status, 200);
});

test('draws nothing for the page of another site but what a link leads to', async (t) => {
  const { app, record } = boardOf();
  await record(openIncident);
  const status = async (path: string, site: string, destination: string) =>
    (await request(app).get(path).set('Sec-Fetch-Site', site).set('Sec-Fetch-Dest', destination)).status;
  for (const site of ['cross-site', 'same-site']) {
    for (const path of ['/', '/api/incidents?open=true', '/feed.atom', '/badge/GitHub.svg']) {
      for (const destination of ['image', 'script', 'iframe', 'empty']) {
        t.is(await status(path, site, destination), 403, `${path} as ${destination}`);
      }
    }
    t.is(await status('/incidents/incident1', site, 'document'), 200);
  }
  t.is(await status('/', 'same-origin', 'empty'), 200);
  t.is(await status('/', 'none', 'document'), 200);
});

test('runs and loads nothing but its own files', async (t) => {
  const { app } = boardOf();
  const { text, headers } = await request(app).get('/');
  t.is(
    headers['content-security-policy'],
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none'",
  );
  t.notRegex(text, /<script(?![^>]* src="\/)|<style|\son\w+=|\sstyle=|(?:src|href)="(?:https?:)?\/\//);
  for (const [, path = ''] of text.matchAll(/<(?:link|script)[^>]* (?:href|src)="([^"]+)"/g)) {
    t.is((await request(app).get(path)).status, 200, path);
  }
});

test('says what is wrong with a time, that there is no such thing, and that nothing can be sent', async (t) => {
  const { app } = boardOf();
  const status = async (path: string) => (await request(app).get(path)).status;
  for (const query of ['at=yesterday', 'at=2026-13-01T00:00Z', 'known=later'])
    t.is(await status(`/?${query}`), 400, query);
  for (const path of ['/providers/none', '/incidents/none', '/incidents/%E0%A4%A', '/webhook/statuspage', '//x']) {
    t.is(await status(path), 404, path);
  }
  t.is((await request(app).post('/')).status, 405);
});

test('is narrowed to the components that it is told', async (t) => {
  const { app, record } = boardOf({ components: new Set(['pages']) });
  await record(openIncident);
  t.is(heading((await request(app).get('/')).text), 'Nothing is broken at 1 provider');
});

test('counts refusals that the history does not keep', async (t) => {
  const { app, add } = boardOf();
  for (let refused = 0; refused < 3; refused += 1) {
    add({
      _tag: 'Problem',
      insertId: `${refused}`,
      timestamp: noon,
      recordedAt: noon,
      via: 'webhook',
      reason: 'invalid_token',
      page: undefined,
    })();
  }
  const { text } = await request(app).get('/');
  t.regex(text, /Refused in 24 hours<\/dt>\s*<dd>3<\/dd>/);
});

test('answers programs with the same', async (t) => {
  const { app, record } = boardOf();
  await record(openIncident);
  const { body } = (await request(app).get('/api/status')) as Readonly<{ body: Readonly<{ answer: unknown }> }>;
  t.deepEqual(body.answer, { state: 'broken', providerCount: 1, providers: ['kctbh9vrtdwd'] });
  t.is((await request(app).get('/openapi.json')).status, 200);
  t.is((await request(app).get('/docs')).status, 200);
});

test('reads of a history only what is new, and shows each entry once', async (t) => {
  let now = noon;
  const { app, record, reads } = boardOf({ clock: () => now });
  for (const event of eventsOf('incident')) {
    await record(event);
    now = new Date(now.getTime() + minute);
    await request(app).get('/');
  }
  t.is(reads(), eventsOf('incident').length);
  const { body } = (await request(app).get('/events')) as Readonly<{
    body: Readonly<{ events: ReadonlyArray<unknown> }>;
  }>;
  t.is(body.events.length, eventsOf('incident').length);
});
