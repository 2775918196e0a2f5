import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import type { Violations } from '../../codec/violations.ts';
import { pageNameSettings, pagesFrom } from '../../domain/page-names.ts';
import type { Pages } from '../../domain/provider.ts';
import { historySettings, type LogViewConfig, logViewConfig, logViewSettings } from '../../history/history-settings.ts';
import type { PageAddress } from '../../pages/page-address.ts';
import { pollSettings } from '../../pages/poll-settings.ts';
import { type ProgramConfig, programConfig, programSettings } from '../../runtime/program-settings.ts';
import { type Environment, readSettings } from '../../runtime/read-settings.ts';

export type Config = ProgramConfig &
  Readonly<{
    addresses: ReadonlyArray<PageAddress>;
    pages: Pages;
    historyFile: O.Option<string>;
    logView: O.Option<LogViewConfig>;
  }>;

const noPages = 'POLL_PAGES: expected the pages to poll, else there is nothing to do';
const noHistory =
  'HISTORY_LOG_VIEW: expected on Cloud Run, whose instances forget what they recorded; or a HISTORY_FILE';
const twoHistories = 'HISTORY_LOG_VIEW: expected none beside HISTORY_FILE';

/** Every setting of the poller. */
export const Settings = t.strict(
  { ...programSettings, ...pollSettings, ...pageNameSettings, ...historySettings, ...logViewSettings },
  'Settings',
);

const crossCheck = (present: ReadonlySet<string>): ReadonlyArray<string> => [
  ...(present.has('POLL_PAGES') ? [] : [noPages]),
  ...(present.has('K_SERVICE') && !present.has('HISTORY_FILE') && !present.has('HISTORY_LOG_VIEW') ? [noHistory] : []),
  ...(present.has('HISTORY_FILE') && present.has('HISTORY_LOG_VIEW') ? [twoHistories] : []),
];

/** Reads all settings, with their defaults; all mistakes are told, by name and never by value. */
export const readConfig = (environment: Environment): E.Either<Violations, Config> =>
  pipe(
    environment,
    readSettings(Settings, crossCheck),
    E.map((settings) => ({
      ...programConfig(settings),
      addresses: settings.POLL_PAGES ?? [],
      pages: pagesFrom(settings),
      historyFile: O.fromNullable(settings.HISTORY_FILE),
      logView: logViewConfig(settings),
    })),
  );
