import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import type { Violations } from '../codec/violations.ts';
import { programConfig, type ProgramConfig, programSettings } from '../program/program-settings.ts';
import { type Environment, readSettings } from '../program/read-settings.ts';
import {
  announceSettings,
  type Announcing,
  announcingBy,
  mistakesAmongAnnounceSettings,
} from '../slack/announce-settings.ts';

export type Config = ProgramConfig & Readonly<{ announcing: Announcing }>;

const nobodyToTell = 'SLACK_BOT_TOKEN or SLACK_WEBHOOK_URL: expected one of them, else there is nobody to tell';

const Settings = t.strict({ ...programSettings, ...announceSettings }, 'Settings');

const mistakesAmong = (present: ReadonlySet<string>): ReadonlyArray<string> => [
  ...mistakesAmongAnnounceSettings(present),
  ...(present.has('SLACK_BOT_TOKEN') || present.has('SLACK_WEBHOOK_URL') ? [] : [nobodyToTell]),
];

/** Reads all settings, with their defaults; all mistakes are told, by name and never by value. */
export const readConfig = (environment: Environment): E.Either<Violations, Config> =>
  pipe(
    environment,
    readSettings(Settings, mistakesAmong),
    E.chain((settings) =>
      pipe(
        announcingBy(settings),
        E.fromOption((): Violations => [nobodyToTell]),
        E.map((announcing) => ({ ...programConfig(settings), announcing })),
      ),
    ),
  );
