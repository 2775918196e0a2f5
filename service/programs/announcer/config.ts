import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { ruleSettings, rulesFrom } from '../../announcing/rule-settings.ts';
import type { Rules } from '../../announcing/suppressed-by.ts';
import { boardUrlSettings } from '../../board/board-settings.ts';
import type { Violations } from '../../codec/violations.ts';
import { type ProgramConfig, programConfig, programSettings } from '../../runtime/program-settings.ts';
import { type Environment, readSettings } from '../../runtime/read-settings.ts';
import { type SlackConfig, slackConfig, slackSettings, slackSettingsMistakes } from '../../slack/slack-settings.ts';

export type Config = ProgramConfig & Readonly<{ rules: Rules; slack: SlackConfig; boardUrl: O.Option<string> }>;

const noTarget = 'SLACK_BOT_TOKEN or SLACK_WEBHOOK_URL: expected one of them, else there is nobody to tell';

/** Every setting of the announcer. */
export const Settings = t.strict(
  { ...programSettings, ...ruleSettings, ...slackSettings, ...boardUrlSettings },
  'Settings',
);

const crossCheck = (present: ReadonlySet<string>): ReadonlyArray<string> => [
  ...slackSettingsMistakes(present),
  ...(present.has('SLACK_BOT_TOKEN') || present.has('SLACK_WEBHOOK_URL') ? [] : [noTarget]),
];

/** Reads all settings, with their defaults; all mistakes are told, by name and never by value. */
export const readConfig = (environment: Environment): E.Either<Violations, Config> =>
  pipe(
    environment,
    readSettings(Settings, crossCheck),
    E.chain((settings) =>
      pipe(
        slackConfig(settings),
        E.fromOption((): Violations => [noTarget]),
        E.map((slack) => ({
          ...programConfig(settings),
          rules: rulesFrom(settings),
          slack,
          boardUrl: O.fromNullable(settings.BOARD_URL),
        })),
      ),
    ),
  );
