import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { setting } from '../../codec/setting.ts';
import { isLoopback } from '../../http/is-loopback.ts';

/** The URL of a target, which is a secret: it travels over https only, except to this machine. */
export const targetUrl = (
  expected = 'an https URL',
  isAccepted: (url: URL) => boolean = () => true,
): t.Type<string, unknown> =>
  setting(expected, (text) =>
    pipe(
      O.fromNullable(URL.parse(text)),
      O.filter((url) => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))),
      O.filter(isAccepted),
      O.map(({ href }) => href),
    ),
  );
