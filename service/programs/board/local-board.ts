import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { BoardConfig } from '../../board/board-settings.ts';
import type { BoardSettings } from '../../board/pages-at.ts';
import type { ReadHistory } from '../../history/read-history.ts';
import type { Recorded } from '../../history/recorded.ts';
import { type ListenError, serve, type Serving } from '../../http/serve.ts';
import type { ProgramContext } from '../../runtime/program.ts';
import { serverTimeouts } from '../../runtime/server-timeouts.ts';
import { board } from './board.ts';

type Dependencies = Pick<ProgramContext, 'now' | 'log' | 'reportDefect'> & Readonly<{ readHistory: ReadHistory }>;

/** A board in the process of another program, on a port of its own. */
export type LocalBoard = Readonly<{
  /** Listens, or logs why it cannot: a board that fails stops no delivery. */
  start: T.Task<void>;
  stop: (milliseconds: number) => T.Task<void>;
  /** Where it is, once it listens. */
  url: IO<O.Option<string>>;
  /** Shows what the history does not keep. */
  add: (recorded: Recorded) => IO<void>;
}>;

const describeListenError = ({ _tag }: ListenError, port: number): string => {
  switch (_tag) {
    case 'PortInUse':
      return `port ${port} is in use, set BOARD_PORT`;
    case 'PortNotAllowed':
      return `port ${port} is not allowed for this user, set BOARD_PORT to one above 1023`;
    case 'NotListening':
      return `cannot listen on port ${port}, check BOARD_HOST and BOARD_PORT`;
  }
};

const startOverAfter = 100_000;

const anyAddress: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const isLoopback = (host: string): boolean => host.startsWith('127.') || host === '::1';

const urlOf = ({ url, host }: BoardConfig, port: number): string =>
  pipe(
    url,
    O.getOrElse(() => {
      if (anyAddress.has(host) || isLoopback(host)) return `http://localhost:${port}`;
      return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    }),
  );

export const localBoard = (
  config: BoardConfig,
  settings: Omit<BoardSettings, 'components'>,
  { readHistory, now, log, reportDefect }: Dependencies,
): LocalBoard => {
  const { app, add } = board(
    { ...settings, ...config, isGuarded: false },
    { readHistory, readDay: () => TE.right([]), startOverAfter, now, reportDefect },
  );
  let serving: O.Option<Serving> = O.none;
  return {
    start: pipe(
      serve(serverTimeouts(false))(app, config.port, config.host),
      TE.matchE(
        (error) =>
          log('ERROR', `There is no board: ${describeListenError(error, config.port)}`, {
            reason: 'board_not_listening',
          }),
        (started) =>
          T.fromIO(() => {
            serving = O.some(started);
          }),
      ),
    ),
    stop: (milliseconds) =>
      O.isNone(serving)
        ? T.of(undefined)
        : T.asUnit(T.getRaceMonoid<unknown>().concat(serving.value.stop, pipe(T.of(undefined), T.delay(milliseconds)))),
    url: () =>
      pipe(
        serving,
        O.map(({ port }) => urlOf(config, port)),
      ),
    add,
  };
};
