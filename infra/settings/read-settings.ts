import { sequenceT } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as t from 'io-ts';
import { findMistakes, type RawConfig } from './find-mistakes.ts';
import type { Settings } from './settings.ts';
import { StackConfig } from './stack-config.ts';
import { toSettings } from './to-settings.ts';

const invalidValues = (errors: t.Errors) =>
  pipe(
    errors,
    RA.filterMap(({ context }) => RA.last(context)),
    RA.map(({ key, type }) => `${key} must be ${type.name}`),
  );

const validated = sequenceT(E.getApplicativeValidation(RA.getSemigroup<string>()));

/**
 * The settings, or every mistake in them, by key and never by value.
 * `encryptedKeys` is Pulumi's JSON list of the keys that the stack stores encrypted.
 */
export const readSettings = (
  config: RawConfig,
  encryptedKeys: string | undefined,
): E.Either<ReadonlyArray<string>, Settings> =>
  pipe(
    validated(
      pipe(StackConfig.decode(config), E.mapLeft(invalidValues)),
      pipe(findMistakes(config, encryptedKeys), E.fromPredicate(RA.isEmpty, identity)),
    ),
    E.map(([stackConfig]) => toSettings(stackConfig)),
  );
