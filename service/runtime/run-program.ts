import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import packageJson from '../../package.json' with { type: 'json' };
import type { Violations } from '../codec/violations.ts';
import { type ListenError, serve } from '../http/serve.ts';
import { type Log, openLog } from '../logging/open-log.ts';
import { lifecycle } from './lifecycle.ts';
import { loadEnvFile } from './load-env-file.ts';
import { type Command, parseArguments } from './parse-arguments.ts';
import type { Program, ProgramContext } from './program.ts';
import { type ProgramConfig, requestedLogFormat } from './program-settings.ts';
import type { Environment } from './read-settings.ts';
import { reporting } from './reporting.ts';
import { serverTimeouts } from './server-timeouts.ts';

type Options<Config> = Readonly<{
  process: NodeJS.Process;
  /** What starts the program, for its help. */
  command: string;
  purpose: string;
  now: () => Date;
  readConfig: (environment: Environment) => E.Either<Violations, Config>;
  /** Fails where a setting names what cannot be used. */
  compose: (config: Config, context: ProgramContext) => TE.TaskEither<Violations, Program>;
}>;

const describeListenError = ({ _tag }: ListenError, port: number): string => {
  switch (_tag) {
    case 'PortInUse':
      return `Port ${port} is in use: stop the program that listens on it, or set PORT`;
    case 'PortNotAllowed':
      return `Port ${port} is not allowed for this user: set PORT to one above 1023`;
    case 'NotListening':
      return `Cannot listen on port ${port}`;
  }
};

const openProgramLog = (
  { stdout, env }: NodeJS.Process,
  config: O.Option<ProgramConfig>,
  now: () => Date,
  onWriteFailed: () => void,
): Log =>
  openLog({
    destination: stdout,
    format: pipe(
      requestedLogFormat(env),
      O.getOrElse(() => (stdout.isTTY ? 'pretty' : 'json')),
    ),
    level: pipe(
      config,
      O.match(
        () => 'info',
        ({ logLevel }) => logLevel,
      ),
    ),
    projectId: pipe(
      config,
      O.chain(({ projectId }) => projectId),
    ),
    now,
    onWriteFailed,
  });

const usage = ({
  command,
  purpose,
}: Readonly<{ command: string; purpose: string }>): string => `Usage: ${command} -- [options]

${purpose}
Settings come from the environment and from .env; .env.example lists them.

Options:
  --port <number>  port to listen on (default: PORT, or 8000)
  --version        show the version
  -h, --help       show this help
`;

const textAskedFor = (command: Command, options: Readonly<{ command: string; purpose: string }>): O.Option<string> => {
  switch (command._tag) {
    case 'Help':
      return O.some(usage(options));
    case 'Version':
      return O.some(`${packageJson.version}\n`);
    case 'Run':
      return O.none;
  }
};

const mistakesIn = (result: E.Either<Violations, unknown>): ReadonlyArray<string> =>
  E.isLeft(result) ? result.left : [];

const readAllSettings = <Config>(
  command: E.Either<Violations, Command>,
  env: NodeJS.ProcessEnv,
  readConfig: Options<Config>['readConfig'],
): E.Either<Violations, Config> => {
  const mistakesOfFile = loadEnvFile(env);
  if (E.isRight(command) && command.right._tag === 'Run' && command.right.port !== undefined) {
    env['PORT'] = command.right.port;
  }
  const config = readConfig(env);
  const mistakes = [...mistakesIn(command), ...mistakesOfFile, ...mistakesIn(config)];
  return RA.isNonEmpty(mistakes) ? E.left(mistakes) : config;
};

/**
 * Reads the arguments and settings, reporting all mistakes together; composes and serves the program; shuts it down on a
 * signal.
 */
export const runProgram =
  <Config extends ProgramConfig>({
    process,
    command,
    purpose,
    now,
    readConfig,
    compose,
  }: Options<Config>): T.Task<void> =>
  async () => {
    const argv = parseArguments(process.argv.slice(2), process.env);
    const text = E.isRight(argv) ? textAskedFor(argv.right, { command, purpose }) : O.none;
    if (O.isSome(text)) {
      process.stdout.write(text.value);
      return;
    }
    // The logging library would look for Google's metadata server, although all that it does here is format lines.
    process.env['METADATA_SERVER_DETECTION'] ??= 'none';
    const config = readAllSettings(argv, process.env, readConfig);
    const programLog = openProgramLog(
      process,
      O.fromEither(config),
      now,
      () => void shutDown(1, 'the log cannot be written to'),
    );
    const reports = reporting(programLog, now);
    const { stopOnShutdown, shutDown, abort } = lifecycle({ process, now, reports });

    process.on('uncaughtException', (error) => void abort('The program crashed', error));
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
      process.on(signal, () => void shutDown(0, signal));
    }

    const refuse = (mistakes: Violations): Promise<void> => abort(`Not started: ${mistakes.join('; ')}`);
    if (E.isLeft(config)) {
      return refuse(config.left);
    }
    const { port, isOnCloudRun } = config.right;
    const program = await compose(config.right, {
      now,
      write: programLog.write,
      withBackpressure: programLog.withBackpressure,
      log: reports.log,
      reportDefect: reports.reportDefect,
    })();
    if (E.isLeft(program)) {
      return refuse(program.left);
    }
    const { app, onListening, describe } = program.right;
    const serving = await serve(serverTimeouts(isOnCloudRun))(app, port)();
    if (E.isLeft(serving)) {
      return abort(describeListenError(serving.left, port));
    }
    stopOnShutdown(serving.right, program.right);
    // Set by image/boot.cjs; absent when the sources run.
    const codeCache = process.env['CODE_CACHE'];
    if (codeCache !== undefined) {
      await reports.log('DEBUG', `Code cache: ${codeCache}`)();
    }
    await onListening();
    const listening = serving.right.port;
    await reports.log('INFO', `Listening on port ${listening}. ${describe(listening)}`)();
  };
