import type * as E from 'fp-ts/lib/Either.js';
import type { Violations } from '../../codec/violations.ts';
import type { PageContent } from '../page-reading.ts';

/** JSON documents by their path. */
export type Documents = ReadonlyMap<string, unknown>;

export type ContentSource = Readonly<{
  origin: string;
  readAt: Date;
  /** The name of the provider, from the page's id and own name. */
  providerOf: (id: string, name: string) => string;
}>;

/** A product that makes status pages, as far as its pages can be read. */
export type PageProduct = Readonly<{
  name: string;
  /** Whether a page can push to our webhook, where its owner allows that. */
  hasWebhooks: boolean;
  /** Where its pages are and no page of another product is; empty if a page can be anywhere. */
  hosts: ReadonlyArray<string>;
  /** The document that every page of the product has, and by which it is recognised. */
  probe: string;
  recognises: (document: unknown, isAtItsHost: boolean) => boolean;
  /** What else is read; an optional document may be missing. */
  documents: ReadonlyArray<Readonly<{ path: string; isOptional: boolean }>>;
  decode: (documents: Documents, source: ContentSource) => E.Either<Violations, PageContent>;
}>;
