import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { boardNarrowingSettings, boardUrlSettings } from '../../board/board-settings.ts';
import type { Violations } from '../../codec/violations.ts';
import { pageNameSettings } from '../../domain/page-names.ts';
import type { Pages } from '../../domain/provider.ts';
import { type LogViewConfig, logViewConfig, logViewSettings } from '../../history/history-settings.ts';
import type { PageAddress } from '../../pages/page-address.ts';
import { defaultPollMinutes, pollIntervalSettings, pollSettings } from '../../pages/poll-settings.ts';
import { type ProgramConfig, programConfig, programSettings } from '../../runtime/program-settings.ts';
import { type Environment, readSettings } from '../../runtime/read-settings.ts';

export type Config = ProgramConfig &
  Readonly<{
    addresses: ReadonlyArray<PageAddress>;
    pollMinutes: number;
    /** Of the pages that were named. */
    names: Pages;
    /** Names or ids in lower case; an empty set means all. */
    components: ReadonlySet<string>;
    url: O.Option<string>;
    logView: LogViewConfig;
  }>;

/** Every setting of the board as a program of its own. */
export const Settings = t.strict(
  {
    ...programSettings,
    ...pollSettings,
    ...pollIntervalSettings,
    ...pageNameSettings,
    ...boardNarrowingSettings,
    ...boardUrlSettings,
    ...logViewSettings,
  },
  'Settings',
);

const noHistory = 'HISTORY_LOG_VIEW: expected the log view that holds what was recorded';

const crossCheck = (present: ReadonlySet<string>): ReadonlyArray<string> =>
  present.has('HISTORY_LOG_VIEW') ? [] : [noHistory];

/** Reads all settings, with their defaults; all mistakes are told, by name and never by value. */
export const readConfig = (environment: Environment): E.Either<Violations, Config> =>
  pipe(
    environment,
    readSettings(Settings, crossCheck),
    E.chain((settings) =>
      pipe(
        logViewConfig(settings),
        E.fromOption((): Violations => [noHistory]),
        E.map((logView) => ({
          ...programConfig(settings),
          addresses: settings.POLL_PAGES ?? [],
          pollMinutes: settings.POLL_MINUTES ?? defaultPollMinutes,
          names: settings.STATUSPAGE_PAGES ?? new Map<string, string>(),
          components: settings.BOARD_COMPONENTS ?? new Set<string>(),
          url: O.fromNullable(settings.BOARD_URL),
          logView,
        })),
      ),
    ),
  );
