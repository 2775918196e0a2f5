import { existsSync, readFileSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type EnvFile, parseEnvFile } from './parse-env-file.ts';

const readEnvFile = (): EnvFile =>
  pipe(
    E.tryCatch(
      () => (existsSync('.env') ? readFileSync('.env') : Buffer.alloc(0)),
      () => '.env: expected a readable file',
    ),
    E.match((mistake) => ({ settings: {}, mistakes: [mistake] }), parseEnvFile),
  );

const isEmpty = (value: string | undefined): boolean => value === undefined || value.trim() === '';

/**
 * Adds the settings of `.env`, if there is one, to the environment, whose own win unless they are empty.
 * Returns what is wrong with the file, a sentence each.
 */
export const loadEnvFile = (env: NodeJS.ProcessEnv): ReadonlyArray<string> => {
  const { settings, mistakes } = readEnvFile();
  for (const [name, value] of Object.entries(settings)) {
    if (isEmpty(env[name])) env[name] = value;
  }
  return mistakes;
};
