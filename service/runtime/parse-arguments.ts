import { parseArgs } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';
import type { Violations } from '../codec/violations.ts';
import { lostOptions } from './lost-options.ts';
import type { Environment } from './read-settings.ts';

export type Command =
  Readonly<{ _tag: 'Help' }> | Readonly<{ _tag: 'Version' }> | Readonly<{ _tag: 'Run'; port: string | undefined }>;

const options = {
  port: { type: 'string' },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const tokenize = (argv: ReadonlyArray<string>) => parseArgs({ args: [...argv], options }).values;

/** Reads the arguments of a program; a mistake never repeats one. */
export const parseArguments = (
  argv: ReadonlyArray<string>,
  environment: Environment,
): E.Either<Violations, Command> => {
  if (lostOptions(['port'], environment).length > 0) {
    return E.left(['--port: npm kept it for itself, put -- before it, as in "npm start -- --port 9000"']);
  }
  const values = E.tryCatch(
    () => tokenize(argv),
    (): Violations => ['arguments: expected nothing but --port <number>, --version or --help'],
  );
  if (E.isLeft(values)) return values;
  if (values.right.help) return E.right({ _tag: 'Help' });
  if (values.right.version) return E.right({ _tag: 'Version' });
  return E.right({ _tag: 'Run', port: values.right.port });
};
