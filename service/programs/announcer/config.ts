import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as t from 'io-ts';
import { boardUrlSettings } from '../../board/board-settings.ts';
import type { Violations } from '../../codec/violations.ts';
import { type ProgramConfig, programConfig, programSettings } from '../../runtime/program-settings.ts';
import { type Environment, readSettings } from '../../runtime/read-settings.ts';
import {
  leadingSettings,
  type TargetConfig,
  targetConfigs,
  targetMistakes,
  targetSettings,
} from '../../targets/target-settings.ts';

export type Config = ProgramConfig & Readonly<{ target: TargetConfig; boardUrl: O.Option<string> }>;

const allLeadingSettings = Object.values(leadingSettings).flat();

const noTarget = `${allLeadingSettings.slice(0, -1).join(', ')} or ${allLeadingSettings.at(-1) ?? ''}: expected one of them, else there is nobody to tell`;

/** Every setting of the announcer. */
export const Settings = t.strict({ ...programSettings, ...targetSettings, ...boardUrlSettings }, 'Settings');

// A push has one answer, and a target that fails must not have an event sent again to another.
const numberMistakes = (present: ReadonlySet<string>): ReadonlyArray<string> => {
  const leading = Object.values(leadingSettings).flatMap((names) =>
    names.filter((name) => present.has(name)).slice(0, 1),
  );
  if (leading.length === 0) return [noTarget];
  return leading.length === 1 ? [] : [`${leading.join(', ')}: expected one of them, as an announcer has one target`];
};

const crossCheck = (present: ReadonlySet<string>): ReadonlyArray<string> => [
  ...targetMistakes(present),
  ...numberMistakes(present),
];

/** Reads all settings, with their defaults; all mistakes are told, by name and never by value. */
export const readConfig = (environment: Environment): E.Either<Violations, Config> =>
  pipe(
    environment,
    readSettings(Settings, crossCheck),
    E.chain((settings) =>
      pipe(
        targetConfigs(settings),
        RA.head,
        E.fromOption((): Violations => [noTarget]),
        E.map((target) => ({ ...programConfig(settings), target, boardUrl: O.fromNullable(settings.BOARD_URL) })),
      ),
    ),
  );
