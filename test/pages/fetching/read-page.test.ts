import type { ServerResponse } from 'node:http';
import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { fetchDocument } from '../../../service/pages/fetching/fetch-document.ts';
import { readPage } from '../../../service/pages/fetching/read-page.ts';
import { pageProducts } from '../../../service/pages/products/products.ts';
import { type FakePage, fakePage } from '../helpers/fake-page.ts';
import {
  incidentIoDocuments,
  incidentIoId,
  paths,
  statuspageDocuments,
  statuspageId,
} from '../helpers/page-documents.ts';

const never = new AbortController().signal;

const reader = (maxKeptCharacters?: number) => {
  const read = readPage({
    fetchDocument: fetchDocument({ userAgent: 'test', onlyPublic: false, pause: () => T.of(undefined) }),
    products: pageProducts,
    pages: new Map(),
    now: () => new Date('2026-05-04T10:00:00Z'),
    ...(maxKeptCharacters !== undefined && { maxKeptCharacters }),
  });
  return ({ origin }: FakePage, name: O.Option<string> = O.none) => read({ origin, name, minMinutes: O.none }, never)();
};

const html = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><title>Just a moment...</title>');
};

test('detects the product of a page', async (t) => {
  const read = reader();
  t.like(await read(await fakePage(t, statuspageDocuments)), {
    right: { product: 'Statuspage', id: statuspageId, provider: 'Example', isFresh: true, isUnchanged: false },
  });
  t.like(await read(await fakePage(t, incidentIoDocuments)), {
    right: { product: 'incident.io', id: incidentIoId, provider: 'Example AI' },
  });
});

test('names the provider as the settings do', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  t.like(await reader()(page, O.some('Ours')), { right: { provider: 'Ours' } });
});

test('uses the reading that it kept where the page answers 304, and sees when it changes', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const read = reader();
  const first = await read(page);
  const again = await read(page);
  t.deepEqual(again, E.isRight(first) ? E.right({ ...first.right, isUnchanged: true }) : first);
  t.is(page.requests.filter(({ headers }) => headers['if-none-match'] !== undefined).length, 3);
  page.documents.set(paths.incidents, { ...statuspageDocuments[paths.incidents], incidents: [] });
  t.like(await read(page), { right: { isUnchanged: false } });
});

test('asks for a whole document where it keeps none', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const read = reader(10);
  await read(page);
  t.like(await read(page), { right: { isUnchanged: false } });
  t.true(page.requests.every(({ headers }) => headers['if-none-match'] === undefined));
});

test('cannot read a page that answers 304 though nothing is kept', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  page.always((response) => {
    response.writeHead(304).end();
  });
  t.like(await reader()(page), { left: { reason: 'unrecognised' } });
});

test('cannot read a page that answers with HTML, whole or in part', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const read = reader();
  page.trouble(paths.summary, html);
  t.like(await read(page), { left: { reason: 'not_json' } });
  page.trouble(paths.incidents, html);
  t.like(await read(page), { left: { reason: 'not_json' } });
  t.true(E.isRight(await read(page)));
});

for (const [what, document] of [
  ['null', null],
  ['a list', []],
  ['an error', { error: 'Not found' }],
  ['a page of another product', { page: { id: 42, name: 'Example' }, status: {} }],
  ['an id of another product', { page: { id: 'cl1x2y3z4000008l4', name: 'Example' } }],
] as const) {
  test(`does not recognise a summary that is ${what}`, async (t) => {
    const page = await fakePage(t, { ...statuspageDocuments, [paths.summary]: document });
    t.like(await reader()(page), { left: { reason: 'unrecognised' } });
  });
}

test('does not take a list of another sort for an empty one', async (t) => {
  const page = await fakePage(t, { ...statuspageDocuments, [paths.incidents]: { error: 'try later' } });
  t.like(await reader()(page), { left: { reason: 'unrecognised' } });
});

test('does without a document that incident.io may not have, but not where the page fails', async (t) => {
  const page = await fakePage(t, incidentIoDocuments);
  t.true(E.isRight(await reader()(page)));
  page.trouble(
    paths.maintenances,
    ...[1, 2].map(() => (response: ServerResponse) => void response.writeHead(500).end()),
  );
  t.like(await reader()(page), { left: { reason: 'server_error' } });
});

test('takes an old answer of a cache for not fresh', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  page.trouble(paths.incidents, (response) => {
    response.writeHead(200, { age: '3000' }).end(JSON.stringify(statuspageDocuments[paths.incidents]));
  });
  t.like(await reader()(page), { right: { isFresh: false } });
});

test('detects a page anew that moved to another product', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const read = reader();
  await read(page);
  page.documents.clear();
  for (const [path, document] of Object.entries(incidentIoDocuments)) page.documents.set(path, document);
  t.like(await read(page), { right: { product: 'incident.io', id: incidentIoId } });
});

const readAt = async (origin: string, text: O.Option<string>) => {
  const asked: string[] = [];
  const read = readPage({
    fetchDocument: (url) => {
      asked.push(url);
      return O.isSome(text)
        ? TE.right({ _tag: 'Document', text: text.value, etag: O.none, ageInSeconds: 0 })
        : TE.left({ reason: 'not_found', retryAfterInSeconds: O.none });
    },
    products: pageProducts,
    pages: new Map(),
    now: () => new Date('2026-05-04T10:00:00Z'),
  });
  return { result: await read({ origin, name: O.none, minMinutes: O.none }, never)(), asked };
};

const askedAt = async (t: ExecutionContext, origin: string): Promise<ReadonlyArray<string>> => {
  const { result, asked } = await readAt(origin, O.none);
  t.like(result, { left: { reason: 'not_found' } });
  return asked;
};

test('asks a page whose product its address tells for that alone, and another for each', async (t) => {
  t.deepEqual(await askedAt(t, 'https://status.cloud.google.com'), ['https://status.cloud.google.com/incidents.json']);
  t.deepEqual(await askedAt(t, 'https://www.google.com'), [
    'https://www.google.com/appsstatus/dashboard/incidents.json',
  ]);
  t.deepEqual(
    await askedAt(t, 'https://status.example.com'),
    [...new Set(pageProducts.map(({ probe }) => probe))].map((path) => `https://status.example.com${path}`),
  );
});

test('takes an empty list for a page where nothing happened only at the address of that page', async (t) => {
  const { result } = await readAt('https://status.cloud.google.com', O.some('[]'));
  t.like(result, { right: { product: 'Google Cloud', incidents: [], violations: [] } });
  const elsewhere = await readAt('https://status.example.com', O.some('[]'));
  t.like(elsewhere.result, { left: { reason: 'unrecognised' } });
});
