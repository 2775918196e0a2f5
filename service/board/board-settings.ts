import { isIP } from 'node:net';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { optional } from '../codec/optional.ts';
import { Names, Port, setting } from '../codec/setting.ts';

export type BoardConfig = Readonly<{
  port: number;
  /** The address of the interface to listen on. */
  host: string;
  /** Names or ids in lower case of the components that it is narrowed to; an empty set means all. */
  components: ReadonlySet<string>;
  /** The origin at which people reach it, if that was told. */
  url: O.Option<string>;
}>;

const Address = setting(
  'an IP address',
  O.fromPredicate((text) => isIP(text) !== 0),
);

const Origin = setting('an http or https origin, such as https://board.example.com', (text) =>
  pipe(
    O.fromNullable(URL.parse(text)),
    O.filter(({ protocol, href, origin }) => /^https?:$/.test(protocol) && href === `${origin}/`),
    O.map(({ origin }) => origin),
  ),
);

/** Where people reach the board, as a field for the codec of a program that links to it. */
export const boardUrlSettings = { BOARD_URL: optional(Origin) };

/** What it shows, as a field for a program's codec. */
export const boardNarrowingSettings = { BOARD_COMPONENTS: optional(Names) };

/** The board's settings, as fields for a program's codec. */
export const boardSettings = {
  BOARD_PORT: optional(Port),
  BOARD_HOST: optional(Address),
  ...boardNarrowingSettings,
  ...boardUrlSettings,
};

/** Port 8001 on loopback, unless set. */
export const boardConfig = (settings: t.TypeOfProps<typeof boardSettings>): BoardConfig => ({
  port: settings.BOARD_PORT ?? 8001,
  host: settings.BOARD_HOST ?? '127.0.0.1',
  components: settings.BOARD_COMPONENTS ?? new Set(),
  url: O.fromNullable(settings.BOARD_URL),
});
