import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Pages } from '../../domain/provider.ts';
import type { PageAddress } from '../page-address.ts';
import type { PageReading } from '../page-reading.ts';
import type { PageProduct } from '../products/page-product.ts';
import type { FetchDocument, Fetched, FetchFailed } from './fetch-document.ts';

export type ReadPage = (address: PageAddress, signal: AbortSignal) => TE.TaskEither<FetchFailed, PageReading>;

type Settings = Readonly<{
  fetchDocument: FetchDocument;
  products: ReadonlyArray<PageProduct>;
  /** Names by page id, which win over the page's own. */
  pages: Pages;
  now: () => Date;
  /** For the documents that are kept to compare with. */
  maxKeptCharacters?: number;
}>;

type Kept = Readonly<{ etag: O.Option<string>; text: string }>;
type Read = Readonly<{ document: unknown; ageInSeconds: number; isUnchanged: boolean }>;
type Detected = Readonly<{ product: PageProduct; probe: Read }>;

// A page's cache answers with what is up to 30 s old, and up to an hour old where the page itself does not answer.
const maxFreshAgeInSeconds = 60;
const maxNameLength = 100;

const failed = (reason: FetchFailed['reason']): FetchFailed => ({ reason, retryAfterInSeconds: O.none });

// What a page of another product answers, the least telling first.
const ofAnotherProduct: ReadonlyArray<FetchFailed['reason']> = ['not_found', 'not_json', 'unrecognised'];
const isOfAnotherProduct = ({ reason }: FetchFailed): boolean => ofAnotherProduct.includes(reason);

const moreTelling = (first: FetchFailed, second: FetchFailed): FetchFailed =>
  isOfAnotherProduct(second) && ofAnotherProduct.indexOf(first.reason) > ofAnotherProduct.indexOf(second.reason)
    ? first
    : second;

const isAtHostOf = ({ hosts }: PageProduct, origin: string): boolean => hosts.includes(new URL(origin).hostname);

const parseJson = (text: string): E.Either<FetchFailed, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(text),
    () => failed('not_json'),
  );

/** Reads pages; it remembers by which document each is recognised and, as far as they fit, the documents to which the page may answer 304. */
export const readPage = ({
  fetchDocument,
  products,
  pages,
  now,
  maxKeptCharacters = 32 * 1024 * 1024,
}: Settings): ReadPage => {
  const kept = new Map<string, Kept>();
  const probeOf = new Map<string, string>();
  let keptCharacters = 0;

  const forget = (url: string): void => {
    keptCharacters -= kept.get(url)?.text.length ?? 0;
    kept.delete(url);
  };

  const keep = (url: string, document: Kept): void => {
    forget(url);
    if (O.isNone(document.etag) || keptCharacters + document.text.length > maxKeptCharacters) return;
    kept.set(url, document);
    keptCharacters += document.text.length;
  };

  const textOf = (url: string, fetched: Fetched): E.Either<FetchFailed, string> => {
    if (fetched._tag === 'Document') {
      keep(url, fetched);
      return E.right(fetched.text);
    }
    return pipe(
      O.fromNullable(kept.get(url)),
      E.fromOption(() => failed('unrecognised')),
      E.map(({ text }) => text),
    );
  };

  const readDocument = (url: string, signal: AbortSignal): TE.TaskEither<FetchFailed, Read> =>
    pipe(
      TE.fromIO(() => O.fromNullable(kept.get(url))),
      TE.chain((known) =>
        fetchDocument(
          url,
          pipe(
            known,
            O.chain(({ etag }) => etag),
          ),
          signal,
        ),
      ),
      TE.chainEitherK((fetched) =>
        pipe(
          textOf(url, fetched),
          E.chain(parseJson),
          E.map((document) => ({
            document,
            ageInSeconds: fetched.ageInSeconds,
            isUnchanged: fetched._tag === 'NotModified',
          })),
        ),
      ),
    );

  const probe = (origin: string, path: string, signal: AbortSignal): TE.TaskEither<FetchFailed, Detected> =>
    pipe(
      readDocument(`${origin}${path}`, signal),
      TE.chainEitherK((read) =>
        pipe(
          O.fromNullable(
            products.find(
              (product) => product.probe === path && product.recognises(read.document, isAtHostOf(product, origin)),
            ),
          ),
          E.fromOption(() => failed('unrecognised')),
          E.map((product) => ({ product, probe: read })),
        ),
      ),
    );

  const probesOf = (origin: string): ReadonlySet<string> => {
    const known = probeOf.get(origin);
    if (known !== undefined) return new Set([known]);
    const atHost = products.filter((product) => isAtHostOf(product, origin));
    return new Set((atHost.length > 0 ? atHost : products).map((product) => product.probe));
  };

  const detect = (origin: string, signal: AbortSignal): TE.TaskEither<FetchFailed, Detected> =>
    [...probesOf(origin)].reduce<TE.TaskEither<FetchFailed, Detected>>(
      (detected, path) =>
        pipe(
          detected,
          TE.orElse((failure) =>
            isOfAnotherProduct(failure)
              ? pipe(
                  probe(origin, path, signal),
                  TE.mapLeft((next) => moreTelling(failure, next)),
                )
              : TE.left(failure),
          ),
        ),
      TE.left(failed('not_found')),
    );

  const readRest = ({ product }: Detected, origin: string, signal: AbortSignal) =>
    pipe(
      product.documents,
      TE.traverseArray(({ path, isOptional }) =>
        pipe(
          readDocument(`${origin}${path}`, signal),
          TE.map((read) => [[path, read] as const]),
          TE.orElseW((failure) => (isOptional && failure.reason === 'not_found' ? TE.right([]) : TE.left(failure))),
        ),
      ),
      TE.map((read) => read.flat()),
    );

  const providerOf =
    ({ name, origin }: PageAddress) =>
    (id: string, ownName: string): string =>
      pipe(
        name,
        O.getOrElse(
          () =>
            pages.get(id) ??
            (ownName === '' ? new URL(origin).hostname : ownName.slice(0, maxNameLength).toWellFormed()),
        ),
      );

  const toReading = (
    address: PageAddress,
    { product, probe: summary }: Detected,
    rest: ReadonlyArray<readonly [string, Read]>,
  ): E.Either<FetchFailed, PageReading> => {
    const { origin } = address;
    const all = [[product.probe, summary] as const, ...rest];
    const reads = all.map(([, read]) => read);
    return pipe(
      product.decode(new Map(all.map(([path, { document }]) => [path, document])), {
        origin,
        readAt: now(),
        providerOf: providerOf(address),
      }),
      E.bimap(
        () => failed('unrecognised'),
        (content) => ({
          ...content,
          origin,
          provider: providerOf(address)(content.id, content.name),
          product: product.name,
          isFresh: reads.every(({ ageInSeconds }) => ageInSeconds <= maxFreshAgeInSeconds),
          isUnchanged: reads.every(({ isUnchanged }) => isUnchanged),
        }),
      ),
    );
  };

  return (address, signal) => {
    const { origin } = address;
    return pipe(
      TE.Do,
      TE.chain(() => detect(origin, signal)),
      TE.chain((detected) =>
        pipe(
          readRest(detected, origin, signal),
          TE.chainEitherK((rest) => toReading(address, detected, rest)),
          TE.map((reading) => {
            probeOf.set(origin, detected.product.probe);
            return reading;
          }),
        ),
      ),
      TE.mapLeft((failure) => {
        if (isOfAnotherProduct(failure)) probeOf.delete(origin);
        return failure;
      }),
    );
  };
};
