import { setTimeout } from 'node:timers/promises';
import type * as T from 'fp-ts/lib/Task.js';
import type { Pages } from '../domain/provider.ts';
import { fetchDocument } from './fetching/fetch-document.ts';
import { type ReadPage, readPage } from './fetching/read-page.ts';
import { pageProducts } from './products/products.ts';

type Settings = Readonly<{
  /** Names by page id, which win over the page's own. */
  pages: Pages;
  /** Whether an address that is not public is refused. */
  onlyPublic: boolean;
  /** Ends the pause before a second attempt. */
  stopping?: AbortSignal;
}>;

const userAgent = 'StatusWatch (self-hosted; reads public status pages)';

/** How long one pass may read pages: with what is recorded afterwards it ends within a minute. */
export const maxReadingInMilliseconds = 50_000;

/** Reads pages of every product that is known, over the network. */
export const pageReader = ({ pages, onlyPublic, stopping }: Settings): ReadPage => {
  const pause =
    (milliseconds: number): T.Task<void> =>
    () =>
      setTimeout(milliseconds, undefined, { ...(stopping !== undefined && { signal: stopping }) }).catch(
        () => undefined,
      );
  return readPage({
    fetchDocument: fetchDocument({ userAgent, onlyPublic, pause }),
    products: pageProducts,
    pages,
    now: () => new Date(),
  });
};
