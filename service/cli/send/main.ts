import { setTimeout } from 'node:timers/promises';
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
import { type Delivery, postDelivery } from './post-delivery.ts';
import { readDeliveries } from './read-deliveries.ts';
import { sendDeliveries, type Tally } from './send-deliveries.ts';
import { type CommandError, describeError, scenarioList, usage } from './usage.ts';

type ExitCode = 0 | 1 | 2 | 130;
type SendCommand = Extract<Command, { _tag: 'Send' }>;
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

// The first Ctrl-C ends the sending, which then shows its tally; a second one ends the process.
const interruptible: IO<AbortSignal> = () => {
  const interruption = new AbortController();
  process.once('SIGINT', () => {
    interruption.abort();
  });
  return interruption.signal;
};

const pause =
  (milliseconds: number, signal: AbortSignal): T.Task<void> =>
  () =>
    setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);

const describeTally = ({ accepted, refused, undelivered, unsent }: Tally): string =>
  `${accepted} accepted, ${refused} refused, ${undelivered} not delivered${unsent === 0 ? '' : `, ${unsent} not sent`}`;

const sendAll = (command: SendCommand, deliveries: ReadonlyArray<Delivery>): T.Task<ExitCode> => {
  const interruption = interruptible();
  const describe = describeOutcome(RA.compact([command.token, command.secret]));
  const total = `${deliveries.length}`;
  return pipe(
    deliveries,
    sendDeliveries({
      post: postDelivery({ ...command, timeoutInMilliseconds, interruption }),
      report: (position, { label }, outcome) =>
        print(`${`${position}`.padStart(total.length)}/${total} ${describe(label, outcome)}`),
      pause: pause(command.paceInMilliseconds, interruption),
      isInterrupted: () => interruption.aborted,
    }),
    T.chainFirstIOK((tally) => print(`${command.url.origin}: ${describeTally(tally)}`)),
    T.map(({ refused, undelivered }) => {
      if (interruption.aborted) return 130;
      return refused + undelivered === 0 ? 0 : 1;
    }),
  );
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
    TE.chainTaskK((deliveries) => sendAll(command, deliveries)),
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
