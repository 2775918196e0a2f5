import { existsSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import type { Violations } from '../codec/violations.ts';

/** Adds the settings of `.env`, if there is one, to the environment; those of the environment win. */
export const loadEnvFile = (process: NodeJS.Process): E.Either<Violations, void> =>
  E.tryCatch(
    () => {
      if (existsSync('.env')) process.loadEnvFile('.env');
    },
    (): Violations => ['.env: expected a readable file'],
  );
