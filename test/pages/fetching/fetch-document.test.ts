import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import type { UnreadableReason } from '../../../service/domain/page-state.ts';
import { fetchDocument } from '../../../service/pages/fetching/fetch-document.ts';
import { fakePage } from '../helpers/fake-page.ts';

const never = new AbortController().signal;
const path = '/document.json';

const fetcher = (settings: Partial<Parameters<typeof fetchDocument>[0]> = {}) => {
  const pauses: number[] = [];
  const fetch = fetchDocument({
    userAgent: 'StatusWatch/test (+https://example.com)',
    onlyPublic: false,
    pause: (milliseconds) => T.fromIO(() => void pauses.push(milliseconds)),
    ...settings,
  });
  return { pauses, get: (url: string, etag: O.Option<string> = O.none) => fetch(url, etag, never)() };
};

const json =
  (body: string, headers: Record<string, string | number> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(200, headers).end(body);
  };
const status =
  (code: number, headers: Record<string, string | number> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(code, headers).end('<html>');
  };

const failure = (reason: UnreadableReason, retryAfterInSeconds: O.Option<number> = O.none) =>
  E.left({ reason, retryAfterInSeconds });

test('asks as a polite client does', async (t) => {
  const page = await fakePage(t, { [path]: { a: 1 } });
  const fetched = await fetcher().get(`${page.origin}${path}`);
  t.like(fetched, { right: { _tag: 'Document', text: '{"a":1}', ageInSeconds: 0 } });
  t.like(page.requests[0], {
    path,
    headers: { accept: 'application/json', 'user-agent': 'StatusWatch/test (+https://example.com)' },
  });
  t.is(page.requests[0]?.headers['if-none-match'], undefined);
});

test('is told that nothing changed since the document that the caller has', async (t) => {
  const page = await fakePage(t, { [path]: { a: 1 } });
  const { get } = fetcher();
  const first = await get(`${page.origin}${path}`);
  const etag = E.isRight(first) && first.right._tag === 'Document' ? first.right.etag : O.none;
  t.true(O.isSome(etag));
  t.deepEqual(await get(`${page.origin}${path}`, etag), E.right({ _tag: 'NotModified', ageInSeconds: 0 }));
  page.documents.set(path, { a: 2 });
  t.like(await get(`${page.origin}${path}`, etag), { right: { text: '{"a":2}' } });
});

test('tells the age of what a cache answered', async (t) => {
  const page = await fakePage(t);
  page.always(json('{}', { age: 1234 }));
  t.like(await fetcher().get(page.origin), { right: { ageInSeconds: 1234 } });
});

test('inflates', async (t) => {
  const page = await fakePage(t);
  page.always((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":"ä"}'));
  });
  t.like(await fetcher().get(page.origin), { right: { text: '{"a":"ä"}' } });
});

for (const [code, reason] of [
  [400, 'blocked'],
  [401, 'blocked'],
  [403, 'blocked'],
  [404, 'not_found'],
  [405, 'blocked'],
  [410, 'not_found'],
] as const) {
  test(`does not ask again after ${code}, which is ${reason}`, async (t) => {
    const page = await fakePage(t);
    page.always(status(code));
    t.deepEqual(await fetcher().get(page.origin), failure(reason));
    t.is(page.requests.length, 1);
  });
}

test('does not ask again after 429, and tells for how long not', async (t) => {
  const page = await fakePage(t);
  page.always(status(429, { 'retry-after': '120' }));
  const { get, pauses } = fetcher();
  t.deepEqual(await get(page.origin), failure('rate_limited', O.some(120)));
  page.always(status(429, { date: 'Mon, 04 May 2026 09:00:00 GMT', 'retry-after': 'Mon, 04 May 2026 09:05:00 GMT' }));
  t.deepEqual(await get(page.origin), failure('rate_limited', O.some(300)));
  t.is(page.requests.length, 2);
  t.deepEqual(pauses, []);
});

test('asks once more after an error of the server, when that allows it', async (t) => {
  const page = await fakePage(t, { '/': {} });
  const { get, pauses } = fetcher();
  page.trouble('/', status(500));
  t.true(E.isRight(await get(page.origin)));
  t.deepEqual(pauses, [1000]);
  page.trouble('/', status(503, { 'retry-after': 5 }));
  t.true(E.isRight(await get(page.origin)));
  t.deepEqual(pauses, [1000, 5000]);
  page.trouble('/', status(500), status(502));
  t.deepEqual(await get(page.origin), failure('server_error'));
  page.trouble('/', status(503, { 'retry-after': 60 }));
  t.deepEqual(await get(page.origin), failure('server_error', O.some(60)));
  t.is(page.requests.length, 7);
});

test('ends a request whose answer does not end', async (t) => {
  const page = await fakePage(t);
  page.always((response) => {
    response.writeHead(200).write('{"a":');
  });
  const { get, pauses } = fetcher({ timeoutInMilliseconds: 50 });
  t.deepEqual(await get(page.origin), failure('timeout'));
  t.deepEqual(pauses, [1000]);
});

test('ends a request that is not answered', async (t) => {
  const page = await fakePage(t);
  page.always(() => undefined);
  t.deepEqual(await fetcher({ timeoutInMilliseconds: 50 }).get(page.origin), failure('timeout'));
});

test('stops reading an endless body', async (t) => {
  const page = await fakePage(t);
  page.always((response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
      response.once('drain', more);
    };
    more();
  });
  t.deepEqual(await fetcher({ maxBytes: 100_000 }).get(page.origin), failure('too_large'));
  t.is(page.requests.length, 1);
});

test('stops inflating what a few bytes blow up to', async (t) => {
  const page = await fakePage(t);
  const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024));
  t.true(bomb.length < 100_000);
  page.always((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  });
  t.deepEqual(await fetcher().get(page.origin), failure('too_large'));
});

test('takes a broken body for a page that was not reached', async (t) => {
  const page = await fakePage(t);
  page.always((response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('{}');
  });
  t.deepEqual(await fetcher().get(page.origin), failure('unreachable'));
  page.always((response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{}', () => response.destroy());
  });
  t.deepEqual(await fetcher().get(page.origin), failure('unreachable'));
});

test('follows at most three redirects', async (t) => {
  const page = await fakePage(t, { '/3': {}, '/4': {} });
  const redirect = (location: string) => (response: ServerResponse) => {
    response.writeHead(302, { location }).end();
  };
  page.trouble('/0', redirect('/1'));
  page.trouble('/1', redirect('/2'), redirect('/2'));
  page.trouble('/2', redirect(`${page.origin}/3`), redirect('/3'));
  t.true(E.isRight(await fetcher().get(`${page.origin}/0`)));
  page.trouble('/3', redirect('/4'));
  page.trouble('/0', redirect('/1'));
  t.deepEqual(await fetcher().get(`${page.origin}/0`), failure('invalid_redirect'));
});

test('gives up on a redirect loop', async (t) => {
  const page = await fakePage(t);
  page.always((response) => {
    response.writeHead(301, { location: '/' }).end();
  });
  t.deepEqual(await fetcher().get(page.origin), failure('invalid_redirect'));
  t.is(page.requests.length, 4);
});

for (const location of ['http://status.example.com/', 'ftp://127.0.0.1/', 'http://', '']) {
  test(`follows no redirect to "${location}"`, async (t) => {
    const page = await fakePage(t);
    page.always((response) => {
      response.writeHead(302, location === '' ? {} : { location }).end();
    });
    const fetched = await fetcher().get(page.origin);
    t.deepEqual(fetched, failure('invalid_redirect'));
  });
}

test('connects to no address that is not public where it must not', async (t) => {
  const page = await fakePage(t, { '/': {} });
  const { port } = new URL(page.origin);
  for (const origin of [page.origin, `http://localhost:${port}`, `http://[::1]:${port}`]) {
    t.deepEqual(await fetcher({ onlyPublic: true }).get(origin), failure('not_public'));
  }
  t.is(page.requests.length, 0);
});

test('tells that nobody listens', async (t) => {
  t.deepEqual(await fetcher().get('http://127.0.0.1:1/'), failure('unreachable'));
});
