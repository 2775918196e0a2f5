import test from 'ava';
import request from 'supertest';
import { boardOf } from '../../helpers/board.ts';
import { incident } from '../../helpers/rehearsed-events.ts';

const feeds = [
  ['/feed.atom', 'application/atom+xml; charset=utf-8'],
  ['/maintenance.ics', 'text/calendar; charset=utf-8'],
  ['/api/impact.csv?month=2026-03', 'text/csv; charset=utf-8'],
  ['/badge/GitHub.svg', 'image/svg+xml; charset=utf-8'],
  ['/badge/kctbh9vrtdwd.json', 'application/json; charset=utf-8'],
] as const;

for (const [path, type] of feeds) {
  test(`serves ${path} once, to this machine alone`, async (t) => {
    const { app, record } = boardOf();
    await record(incident);
    const { status, headers } = await request(app).get(path);
    t.is(status, 200);
    t.is(headers['content-type'], type);
    t.is(
      (
        await request(app)
          .get(path)
          .set('If-None-Match', headers['etag'] ?? '')
      ).status,
      304,
    );
    t.is((await request(app).get(path).set('Host', 'evil.example')).status, 403);
    t.is((await request(app).post(path)).status, 405);
  });
}

test('says that there is no such provider, and what is wrong with a month', async (t) => {
  const { app } = boardOf();
  const expectProblem = async (path: string, expected: number) => {
    const { status, headers } = await request(app).get(path);
    t.is(status, expected, path);
    t.is(headers['content-type'], 'application/problem+json', path);
  };
  for (const path of ['/badge/none.svg', '/badge/none.json', '/badge/%E0%A4%A.svg', '/badge/GitHub.png']) {
    await expectProblem(path, 404);
  }
  for (const month of ['2026-13', '2026', 'March', '2026-03-01']) {
    await expectProblem(`/api/impact.csv?month=${month}`, 400);
  }
});

test('lets other web pages show a badge only where the board is shown to others', async (t) => {
  const shown = async (site: string, url?: string) => {
    const { app, record } = boardOf(url === undefined ? {} : { url });
    await record(incident);
    const { status, headers } = await request(app)
      .get('/badge/GitHub.svg')
      .set('Sec-Fetch-Site', site)
      .set('Sec-Fetch-Dest', 'image');
    return [status, headers['cross-origin-resource-policy']];
  };
  t.deepEqual(await shown('same-origin'), [200, 'same-origin']);
  t.deepEqual(await shown('cross-site'), [403, undefined]);
  t.deepEqual(await shown('cross-site', 'https://board.example.com'), [200, 'cross-origin']);
});
