import { existsSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Violations } from '../codec/violations.ts';
import type { ListenError, Serving } from '../http/serve.ts';
import type { LogEntry } from '../logging/log-entry.ts';
import { type Log, openLog } from '../logging/open-log.ts';
import { type LogOperational, operationalEntry } from '../logging/operational-entry.ts';
import type { ProgramConfig } from './program-settings.ts';
import type { Environment } from './read-settings.ts';

export type ProgramContext = Readonly<{
  /** The program ends where the log cannot be written to. */
  write: Log['write'];
  log: LogOperational;
  reportDefect: (error: unknown) => T.Task<void>;
  withBackpressure: Log['withBackpressure'];
}>;

type Program<Config> = Readonly<{
  process: NodeJS.Process;
  now: () => Date;
  readConfig: (environment: Environment) => E.Either<Violations, Config>;
  serve: (config: Config, life: ProgramContext) => TE.TaskEither<ListenError, Serving>;
}>;

const flushInMilliseconds = 800;

const stackTraceOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const listenMistake = ({ _tag }: ListenError, port: number): string => {
  switch (_tag) {
    case 'PortInUse':
      return `Port ${port} is in use: end what listens there, or set PORT`;
    case 'PortNotAllowed':
      return `Port ${port} is not allowed to this user: set PORT to one above 1023`;
    case 'NotListening':
      return `Port ${port} cannot be listened on`;
  }
};

/**
 * The life of a program: settings from the environment and `.env`, all mistakes in them told at once, a stop on a
 * signal that lets what is in flight end, a defect told before the end, and stdout flushed whatever the end.
 */
export const runProgram =
  <Config extends ProgramConfig>({ process, now, readConfig, serve }: Program<Config>): T.Task<void> =>
  async () => {
    const envFile = E.tryCatch(
      () => {
        if (existsSync('.env')) process.loadEnvFile('.env');
      },
      () => RNEA.of('.env: expected a file that can be read'),
    );
    // The logging library's client looks for Google's metadata server, though all that it does here is to write to stdout.
    process.env['METADATA_SERVER_DETECTION'] ??= 'none';

    const config = pipe(
      envFile,
      E.chain(() => readConfig(process.env)),
    );
    const log = openLog({
      destination: process.stdout,
      format: pipe(
        O.fromEither(config),
        O.chain(({ logFormat }) => logFormat),
        O.getOrElse(() => (process.stdout.isTTY ? 'pretty' : 'json')),
      ),
      level: E.isRight(config) ? config.right.logLevel : 'info',
      projectId: E.isRight(config) ? config.right.projectId : O.none,
      onWriteFailed: () => void stop(1, 'the log cannot be written to'),
    });
    const tell: ProgramContext['log'] =
      (...what) =>
      async () => {
        await log.writeOperational(operationalEntry(now)(...what))();
      };

    // Lines leave in their order: the last one is written when all are. A reader that stalls is not waited for.
    const exitAfter = async (lastWords: T.Task<unknown>, code: number): Promise<void> => {
      await T.getRaceMonoid<unknown>().concat(lastWords, T.delay(flushInMilliseconds)(T.of(undefined)))();
      process.exit(code);
    };

    let serving: Serving | undefined = undefined;
    let isStopping = false;
    const stop = async (code: number, reason: string): Promise<void> => {
      if (isStopping) {
        return;
      }
      isStopping = true;
      await serving?.stop();
      await exitAfter(tell('INFO', `Stopped: ${reason}`), code);
    };

    const endWith = (mistake: string, payload?: LogEntry['payload']): Promise<void> =>
      exitAfter(log.write(operationalEntry(now)('CRITICAL', mistake, payload)), 1);

    const reportDefect: ProgramContext['reportDefect'] = (error) => async () => {
      await log.write(operationalEntry(now)('ERROR', 'A request met a defect', { stack_trace: stackTraceOf(error) }))();
    };

    process.on('uncaughtException', (error) => void endWith('Ended by a defect', { stack_trace: stackTraceOf(error) }));
    for (const signal of ['SIGTERM', 'SIGINT']) {
      process.on(signal, () => void stop(0, signal));
    }

    if (E.isLeft(config)) {
      await endWith(`Not started: ${config.left.join('; ')}`);
      return;
    }
    const started = await serve(config.right, {
      write: log.write,
      log: tell,
      reportDefect,
      withBackpressure: log.withBackpressure,
    })();
    if (E.isLeft(started)) {
      await endWith(listenMistake(started.left, config.right.port));
      return;
    }
    serving = started.right;
    // Only image/boot.cjs knows; there is none when the sources run.
    if (process.env['CODE_CACHE'] !== undefined) {
      await tell('DEBUG', `Code cache: ${process.env['CODE_CACHE']}`)();
    }
    await tell('INFO', `Listening on port ${serving.port}`)();
  };
