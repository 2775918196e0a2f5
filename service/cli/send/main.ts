import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { loadEnvFile } from '../../runtime/load-env-file.ts';
import { describeOutcome } from './describe-outcome.ts';
import { newId } from './new-id.ts';
import { type Command, parseArguments } from './parse-arguments.ts';
import { postDelivery } from './post-delivery.ts';
import { readDeliveries } from './read-deliveries.ts';
import { sendDeliveries } from './send-deliveries.ts';
import { type CommandError, describeError, scenarioList, usage } from './usage.ts';

type ExitCode = 0 | 1 | 2;
type CommandErrors = RNEA.ReadonlyNonEmptyArray<CommandError>;

// Status pages give up after 30 seconds.
const timeoutInMilliseconds = 30_000;

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

const send = (command: Extract<Command, { _tag: 'Send' }>): TE.TaskEither<CommandErrors, ExitCode> => {
  const describe = describeOutcome(RA.compact([command.token, command.secret]));
  return pipe(
    command.source,
    readDeliveries({ standardInput: process.stdin, currentTime: () => new Date(), newId, pageId: command.pageId }),
    TE.mapLeft((error): CommandErrors => [error]),
    TE.chainTaskK(
      sendDeliveries({
        post: postDelivery({ ...command, timeoutInMilliseconds }),
        report: ({ label }, outcome) => print(describe(label, outcome)),
        pause: pipe(T.of(undefined), T.delay(command.paceInMilliseconds)),
      }),
    ),
    TE.chainFirstIOK(({ accepted, refused, undelivered }) =>
      print(`${command.url.origin}: ${accepted} accepted, ${refused} refused, ${undelivered} not delivered`),
    ),
    TE.map(({ refused, undelivered }) => (refused + undelivered === 0 ? 0 : 1)),
  );
};

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
