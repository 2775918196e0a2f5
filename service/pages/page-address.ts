import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { commaSeparated, setting } from '../codec/setting.ts';
import { singleLine } from '../domain/plain-text.ts';
import { isLoopback } from '../http/is-loopback.ts';

/** A page to poll; `minMinutes` is how long it is left alone after each request, beside the interval of the poller. */
export type PageAddress = Readonly<{ origin: string; name: O.Option<string>; minMinutes: O.Option<number> }>;

const maxNameLength = 100;
const item = /^(?:(?<name>[^=]+?)\s*=\s*)?(?<url>https?:\/\/\S+?)(?:\s+every=(?<minutes>\d{1,4}))?$/;

/** An https origin, or an http one of this machine; none for anything else. */
const originOf = (text: string): O.Option<string> => {
  const url = URL.parse(text);
  const isOrigin =
    url !== null &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  return isOrigin && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
    ? O.some(url.origin)
    : O.none;
};

const addressOf = (text: string): O.Option<PageAddress> => {
  const { name, url = '', minutes } = item.exec(text)?.groups ?? {};
  return pipe(
    originOf(url),
    O.map((origin) => ({
      origin,
      name: pipe(
        O.fromNullable(name),
        O.map((it) => singleLine(it).slice(0, maxNameLength)),
      ),
      minMinutes: pipe(O.fromNullable(minutes), O.map(Number)),
    })),
  );
};

// One of two readings of a page at the same time would be recorded twice.
const isEachOnce = (addresses: ReadonlyArray<PageAddress>): boolean =>
  new Set(addresses.map(({ origin }) => origin)).size === addresses.length;

/** `https://status.openai.com, Stripe=https://www.stripestatus.com every=15`. */
export const PageAddresses = setting(
  'https origins, each once, with or without a name: https://status.example.com, Name=https://status.example.org',
  (text): O.Option<ReadonlyArray<PageAddress>> =>
    pipe(commaSeparated(text), RA.map(addressOf), RA.sequence(O.Applicative), O.filter(isEachOnce)),
);
