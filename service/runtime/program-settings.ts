import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { optional } from '../codec/optional.ts';
import { Port, setting } from '../codec/setting.ts';
import { isSyslogLevel, type SyslogLevel, syslogLevels } from '../logging/syslog-levels.ts';
import type { Environment } from './read-settings.ts';

/** What every program can be told: where it runs and listens, and how it logs. */
export type ProgramConfig = Readonly<{
  isOnCloudRun: boolean;
  port: number;
  logLevel: SyslogLevel;
  projectId: O.Option<string>;
}>;

// Also as example.com:project: https://cloud.google.com/resource-manager/docs/creating-managing-projects
const ProjectId = setting(
  'a project id',
  O.fromPredicate((text) => /^[\w.:-]+$/.test(text)),
);

const LogLevel = setting(`one of ${Object.keys(syslogLevels).join(', ')}`, (text) =>
  O.fromPredicate(isSyslogLevel)(text.toLowerCase()),
);

const LogFormat = t.keyof({ json: null, pretty: null }, 'json or pretty');

/** The log format that is asked for, even if other settings are wrong. */
export const requestedLogFormat = (environment: Environment): O.Option<t.TypeOf<typeof LogFormat>> =>
  O.fromEither(LogFormat.decode(environment['LOG_FORMAT']?.trim()));

/** The fields of those settings, for a program's codec to hold beside its own. */
export const programSettings = {
  K_SERVICE: optional(t.string),
  PORT: optional(Port),
  LOG_LEVEL: optional(LogLevel),
  LOG_FORMAT: optional(LogFormat),
  GOOGLE_CLOUD_PROJECT: optional(ProjectId),
};

type ProgramSettings = t.TypeOfProps<typeof programSettings>;

/** Port 8000 and the level info, unless set. */
export const programConfig = (settings: ProgramSettings): ProgramConfig => ({
  isOnCloudRun: settings.K_SERVICE !== undefined,
  port: settings.PORT ?? 8000,
  logLevel: settings.LOG_LEVEL ?? 'info',
  projectId: O.fromNullable(settings.GOOGLE_CLOUD_PROJECT),
});
