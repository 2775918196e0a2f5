import { parseArgs } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Violations } from '../codec/violations.ts';
import { loadEnvFile } from './load-env-file.ts';
import { describeLostOptions, lostOptions } from './lost-options.ts';
import type { Environment } from './read-settings.ts';

export type ExitCode = 0 | 1 | 2 | 130;

type Options<Settings> = Readonly<{
  process: NodeJS.Process;
  /** As in `npm run <name>`. */
  name: string;
  usage: string;
  /** Besides `--help`. */
  options?: Readonly<Record<string, Readonly<{ type: 'string' }>>>;
  /** Whether it ends when whoever reads its output has enough of it (`| head -1`), which it does by default. */
  endsWithReader?: boolean;
  readSettings: (environment: Environment) => E.Either<Violations, Settings>;
  /** Fails where it cannot make sense of what it was given. */
  run: (operands: ReadonlyArray<string>, settings: Settings, values: Values) => TE.TaskEither<Violations, ExitCode>;
}>;

type Values = Readonly<Record<string, string | undefined>>;

const parse = (argv: ReadonlyArray<string>, options: Options<unknown>['options']) =>
  E.tryCatch(
    () =>
      parseArgs({
        args: [...argv],
        allowPositionals: true,
        options: { ...options, help: { type: 'boolean', short: 'h', default: false } },
      }),
    (error): Violations => [error instanceof Error ? error.message : String(error)],
  );

const stringsIn = (values: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** Runs a command-line tool. It exits with 2 if it cannot make sense of what it was given. */
export const runCommand =
  <Settings>({
    process,
    name,
    usage,
    options = {},
    endsWithReader = true,
    readSettings,
    run,
  }: Options<Settings>): T.Task<void> =>
  async () => {
    const fail = (mistakes: Violations): void => {
      process.stderr.write(
        `${mistakes.map((mistake) => `${name}: ${mistake}\n`).join('')}Try "npm run ${name} -- --help".\n`,
      );
      process.exitCode = 2;
    };
    process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE' || endsWithReader) process.exit(code === 'EPIPE' ? 0 : 1);
    });
    process.stderr.on('error', () => undefined);
    // The logging library would look for Google's metadata server, although all that it does here is format lines.
    process.env['METADATA_SERVER_DETECTION'] ??= 'none';

    const lost = lostOptions(Object.keys(options), process.env);
    if (RA.isNonEmpty(lost)) {
      fail([describeLostOptions(lost, `npm run ${name} -- --${lost[0]} …`)]);
      return;
    }
    const parsed = parse(process.argv.slice(2), options);
    if (E.isLeft(parsed)) {
      fail(parsed.left);
      return;
    }
    const { values, positionals } = parsed.right;
    if (values.help) {
      process.stdout.write(`${usage}\n`);
      return;
    }
    const mistakesOfFile = loadEnvFile(process.env);
    const settings = readSettings(process.env);
    const mistakes = [...mistakesOfFile, ...(E.isLeft(settings) ? settings.left : [])];
    if (RA.isNonEmpty(mistakes)) {
      fail(mistakes);
    } else if (E.isRight(settings)) {
      const exitCode = await run(positionals, settings.right, stringsIn(values))();
      if (E.isLeft(exitCode)) fail(exitCode.left);
      else process.exitCode = exitCode.right;
    }
  };
