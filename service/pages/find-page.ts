import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type { Violations } from '../codec/violations.ts';
import { knownPages } from './known-pages.ts';
import { type PageAddress, PageAddresses } from './page-address.ts';

const normalised = (name: string): string => name.toLowerCase().replace(/[\s._-]/g, '');

const named = (text: string, configured: ReadonlyArray<PageAddress>): O.Option<PageAddress> =>
  O.fromNullable(
    configured.find(({ name }) => O.isSome(name) && normalised(name.value) === normalised(text)) ??
      [...knownPages]
        .filter(([name]) => normalised(name) === normalised(text))
        .map(([, origin]): PageAddress => ({ origin, name: O.none, minMinutes: O.none }))[0],
  );

// People copy the address of what they look at, which is often an incident, or leave out the scheme.
const toOrigin = (text: string): string => {
  const url = URL.parse(/^[\w-]+(\.[\w-]+)+(\/|$)/.test(text) ? `https://${text}` : text);
  return url?.username === '' && url.password === '' ? url.origin : text;
};

const addressed = (text: string, configured: ReadonlyArray<PageAddress>): O.Option<PageAddress> => {
  const decoded = PageAddresses.decode(/^[^:/?#]+=/.test(text) ? text : toOrigin(text));
  if (E.isLeft(decoded) || decoded.right.length !== 1) return O.none;
  const [address] = decoded.right;
  return O.fromNullable(configured.find(({ origin }) => origin === address?.origin) ?? address);
};

// What stands before an @ may be a password.
const quoted = (text: string): string => `"${text.replace(/[^/]*@/, '…@')}"`;

/** The page that somebody means: one that is configured, by its name or its address, else a known name, else an address. */
export const findPage =
  (configured: ReadonlyArray<PageAddress>) =>
  (text: string): E.Either<Violations, PageAddress> =>
    pipe(
      named(text, configured),
      O.alt(() => addressed(text, configured)),
      E.fromOption((): Violations => [
        `${quoted(text)}: expected an address such as https://status.example.com, or one of ${[...knownPages.keys()].join(', ')}`,
      ]),
    );

const noPage: Violations = ['expected a page, such as github or https://status.example.com, or POLL_PAGES in .env'];

const eachOnce = (addresses: ReadonlyArray<PageAddress>): ReadonlyArray<PageAddress> => [
  ...new Map(addresses.map((address) => [address.origin, address])).values(),
];

/** The pages that somebody means, each once, else all that are configured. */
export const findPages =
  (configured: ReadonlyArray<PageAddress>) =>
  (texts: ReadonlyArray<string>): E.Either<Violations, ReadonlyArray<PageAddress>> =>
    pipe(
      texts,
      RA.traverse(E.getApplicativeValidation(RNEA.getSemigroup<string>()))(findPage(configured)),
      E.map((found) => (texts.length === 0 ? configured : eachOnce(found))),
      E.filterOrElse(RA.isNonEmpty, () => noPage),
    );
