import { createReadStream } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import * as DATE from 'fp-ts/lib/Date.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as ORD from 'fp-ts/lib/Ord.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Violations } from '../../codec/violations.ts';
import { parseStoredEntries } from '../../history/parse-stored-entries.ts';
import { recordedAtOf, type StoredEntry } from '../../history/to-recorded.ts';
import { interruption } from '../../runtime/interruption.ts';
import type { Environment } from '../../runtime/read-settings.ts';
import { type ExitCode, runCommand } from '../../runtime/run-command.ts';
import { sendTo } from '../../sending/send-to.ts';
import {
  describeTargetError,
  parseTarget,
  type Target,
  targetOptions,
  targetUsage,
} from '../../sending/target-options.ts';
import { deliveryOfEntry, type Skipped } from './delivery-of-entry.ts';

const usage = `Usage: npm run replay -- [file …] [options]

Send recorded deliveries again, in the order of their receipt: events, polled ones too, and deliveries that were not
recognised. The receiver treats a replayed event as one that comes just now.

Reads files, or standard input: JSON lines as the receiver and HISTORY_FILE have them, or what
  gcloud logging read FILTER --format=json
prints. An entry that is no delivery is skipped, and so is one that was shortened when it was written.

Options:
${targetUsage}
  -h, --help         show this help

Exit status: 0 if every delivery was accepted; 1 if one was refused, not delivered or skipped, or there was none; 2 if the
command was invalid; 130 if it was interrupted (Ctrl-C).`;

type Entries = ReturnType<typeof parseStoredEntries>;

const standardInput = '-';

const print = (line: string) => (): void => {
  process.stdout.write(`${line}\n`);
};

const printError = (line: string): void => {
  process.stderr.write(`replay: ${line}\n`);
};

const readEntries = (file: string): TE.TaskEither<Violations, Entries> =>
  TE.tryCatch(
    async () =>
      parseStoredEntries(
        await text(
          file === standardInput
            ? process.stdin
            : // npm runs this in the folder of the package, and says where its user is.
              createReadStream(path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file)),
        ),
      ),
    (error): Violations => [`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`],
  );

const byReceipt: ORD.Ord<StoredEntry> = pipe(DATE.Ord, ORD.contramap(recordedAtOf));

const describeSkipped = (skipped: Skipped): string | undefined => {
  switch (skipped._tag) {
    case 'NoDelivery':
      return undefined;
    case 'Shortened':
      return `skipped, as its entry was shortened: ${skipped.timestamp.toISOString()} ${skipped.message}`;
    case 'Unreadable':
      return `skipped, as its event cannot be read: ${skipped.timestamp.toISOString()} ${skipped.message}`;
  }
};

const describeTally = (counts: ReadonlyArray<readonly [number, string]>): string =>
  counts.flatMap(([count, kind]) => (count === 0 ? [] : [`${count} ${kind}`])).join(', ');

const replay =
  (target: Target) =>
  (entries: Entries): T.Task<ExitCode> => {
    const { left: notEntries, right: stored } = pipe(entries, RA.separate);
    const { left: skipped, right: deliveries } = pipe(stored, RA.sort(byReceipt), RA.partitionMap(deliveryOfEntry));
    const told = skipped.map(describeSkipped).filter((line) => line !== undefined);
    told.forEach(printError);
    const tally = describeTally([
      [skipped.length - told.length, 'no delivery'],
      [told.length, 'shortened or unreadable'],
      [notEntries.length, 'no log entry'],
    ]);
    if (RA.isEmpty(deliveries)) {
      printError(`nothing to replay${tally === '' ? '' : `: ${tally}`}`);
      return T.of(1);
    }
    return pipe(
      sendTo({ print, interruption: interruption(process) })(target, deliveries),
      T.chainFirstIOK(() => (tally === '' ? () => undefined : print(`Skipped: ${tally}`))),
      T.map((exitCode) => (exitCode === 0 && told.length + notEntries.length > 0 ? 1 : exitCode)),
    );
  };

const filesOrStandardInput = (files: ReadonlyArray<string>): E.Either<Violations, ReadonlyArray<string>> => {
  if (RA.isNonEmpty(files)) return E.right(files);
  return process.stdin.isTTY
    ? E.left(['nothing to replay: name a file, or pipe recorded entries to standard input'])
    : E.right([standardInput]);
};

await runCommand<Environment>({
  process,
  name: 'replay',
  usage,
  options: targetOptions,
  endsWithReader: false,
  readSettings: E.right,
  run: (files, environment, values) =>
    pipe(
      parseTarget(environment)(values),
      E.mapLeft(RNEA.map(describeTargetError)),
      E.bindTo('target'),
      E.bind('sources', () => filesOrStandardInput(files)),
      TE.fromEither,
      TE.chain(({ target, sources }) =>
        pipe(sources, TE.traverseSeqArray(readEntries), TE.map(RA.flatten), TE.chainTaskK(replay(target))),
      ),
    ),
})();
