import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import type { Violations } from '../../codec/violations.ts';
import { pageNameSettings, pagesFrom } from '../../domain/page-names.ts';
import type { Pages } from '../../domain/provider.ts';
import { historySettings } from '../../history/history-settings.ts';
import type { PageAddress } from '../../pages/page-address.ts';
import { pollSettings } from '../../pages/poll-settings.ts';
import { type ProgramConfig, programConfig, programSettings } from '../../runtime/program-settings.ts';
import { type Environment, readSettings } from '../../runtime/read-settings.ts';

export type Config = ProgramConfig &
  Readonly<{ addresses: ReadonlyArray<PageAddress>; pages: Pages; historyFile: O.Option<string> }>;

const noPages = 'POLL_PAGES: expected the pages to poll, else there is nothing to do';
const noHistory =
  'HISTORY_FILE: expected on Cloud Run, whose instances forget what they recorded; history in Cloud Logging is not supported yet';

/** Every setting of the poller. */
export const Settings = t.strict(
  { ...programSettings, ...pollSettings, ...pageNameSettings, ...historySettings },
  'Settings',
);

const crossCheck = (present: ReadonlySet<string>): ReadonlyArray<string> => [
  ...(present.has('POLL_PAGES') ? [] : [noPages]),
  ...(present.has('K_SERVICE') && !present.has('HISTORY_FILE') ? [noHistory] : []),
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
    })),
  );
