import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import type * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { newId } from '../../rehearsal/new-id.ts';
import { interruption } from '../../runtime/interruption.ts';
import { loadEnvFile } from '../../runtime/load-env-file.ts';
import { type SendingExitCode, sendTo } from '../../sending/send-to.ts';
import { type Command, parseArguments } from './parse-arguments.ts';
import { readDeliveries } from './read-deliveries.ts';
import { type CommandError, describeError, scenarioList, usage } from './usage.ts';

type ExitCode = SendingExitCode | 2;
type SendCommand = Extract<Command, { _tag: 'Send' }>;
type CommandErrors = RNEA.ReadonlyNonEmptyArray<CommandError>;

const print =
  (text: string): IO<void> =>
  () => {
    process.stdout.write(`${text}\n`);
  };

const printError =
  (text: string): IO<void> =>
  () => {
    process.stderr.write(`${text}\n`);
  };

const send = (command: SendCommand): TE.TaskEither<CommandErrors, ExitCode> =>
  pipe(
    command.sources,
    readDeliveries({
      ...command,
      standardInput: process.stdin,
      // npm runs this in the folder of the package, and says where its user is.
      directory: process.env['INIT_CWD'] ?? process.cwd(),
      currentTime: () => new Date(),
      newId,
    }),
    TE.mapLeft((error): CommandErrors => [error]),
    TE.chainTaskK((deliveries) => sendTo({ print, interruption: interruption(process) })(command.target, deliveries)),
  );

const run = (command: Command): TE.TaskEither<CommandErrors, ExitCode> => {
  switch (command._tag) {
    case 'Help':
      return pipe(TE.fromIO(print(usage)), TE.as(0));
    case 'List':
      return pipe(TE.fromIO(print(scenarioList)), TE.as(0));
    case 'Send':
      return send(command);
  }
};

const reportErrors = (errors: CommandErrors): T.Task<ExitCode> =>
  pipe(
    T.fromIO(
      printError(
        [...errors.map((error) => `send: ${describeError(error)}`), 'Try "npm run send -- --help".'].join('\n'),
      ),
    ),
    T.map(() => 2),
  );

// The rest is sent even if the reader of the output has gone (`| head -1`).
const exitUnlessReaderLeft = (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  printError(`send: cannot write to standard output: ${error.message}`)();
  process.exit(1);
};

process.stdout.on('error', exitUnlessReaderLeft);
process.stderr.on('error', () => undefined);

const mistakesOfEnvFile = loadEnvFile(process.env);

process.exitCode = await pipe(
  process.argv.slice(2),
  parseArguments(process.env),
  TE.fromEither,
  TE.filterOrElseW(
    ({ _tag }) => _tag !== 'Send' || mistakesOfEnvFile.length === 0,
    (): CommandErrors => [{ _tag: 'InvalidEnvFile', mistakes: mistakesOfEnvFile }],
  ),
  TE.chainW(run),
  TE.getOrElse(reportErrors),
)();
