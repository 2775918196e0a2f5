import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import { fetchDocument } from '../../../service/pages/fetching/fetch-document.ts';
import { readPage } from '../../../service/pages/fetching/read-page.ts';
import type { PageReading } from '../../../service/pages/page-reading.ts';
import { pageProducts } from '../../../service/pages/products/products.ts';
import type { FakePage } from './fake-page.ts';

/** What a page says, by all that reads one; throws the reason why it cannot be read. */
export const readFrom = async ({ origin }: FakePage, now = new Date('2026-05-04T22:00:00Z')): Promise<PageReading> => {
  const read = readPage({
    fetchDocument: fetchDocument({ userAgent: 'test', onlyPublic: false, pause: () => T.of(undefined) }),
    products: pageProducts,
    pages: new Map(),
    now: () => now,
  });
  const reading = await read({ origin, name: O.none, minMinutes: O.none }, new AbortController().signal)();
  if (E.isLeft(reading)) throw new Error(reading.left.reason);
  return reading.right;
};
