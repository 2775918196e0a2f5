import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as t from 'io-ts';
import { type BoardConfig, boardConfig, boardSettings } from '../../board/board-settings.ts';
import { optional } from '../../codec/optional.ts';
import { commaSeparated, Flag, setting } from '../../codec/setting.ts';
import type { Violations } from '../../codec/violations.ts';
import { pageNameSettings, pagesFrom } from '../../domain/page-names.ts';
import type { Pages } from '../../domain/provider.ts';
import { historySettings } from '../../history/history-settings.ts';
import type { PageAddress } from '../../pages/page-address.ts';
import { defaultPollMinutes, pollIntervalSettings, pollSettings } from '../../pages/poll-settings.ts';
import { type ProgramConfig, programConfig, programSettings } from '../../runtime/program-settings.ts';
import { type Environment, readSettings } from '../../runtime/read-settings.ts';
import {
  minSecretLength,
  type Secrets,
  type Token,
  tokenForm,
  type Tokens,
  type Verification,
} from '../../statuspage/verification.ts';
import { type TargetConfig, targetConfigs, targetMistakes, targetSettings } from '../../targets/target-settings.ts';

export type Config = ProgramConfig &
  Readonly<{
    verification: Verification;
    pages: Pages;
    /** Whether entries say which address a delivery came from. */
    logClientAddress: boolean;
    /** None on Cloud Run, where each has an announcer. */
    targets: ReadonlyArray<TargetConfig>;
    /** None on Cloud Run, where the poller polls. */
    polling: O.Option<Readonly<{ addresses: ReadonlyArray<PageAddress>; minutes: number }>>;
    /** None on Cloud Run, where the log is the history. */
    historyFile: O.Option<string>;
    /** None on Cloud Run, where the board is a program of its own. `names` are those of the pages that were named. */
    board: O.Option<BoardConfig & Readonly<{ names: Pages }>>;
  }>;

const liveValues = <A>(expected: string, read: (item: string) => O.Option<A>) =>
  setting(expected, (text) => pipe(commaSeparated(text), O.traverseArray(read), O.chain(RNEA.fromReadonlyArray)));

const LiveSecrets = liveValues(
  `one or more values of at least ${minSecretLength} characters, separated by commas`,
  O.fromPredicate((value: string) => value.length >= minSecretLength),
);

const liveToken = new RegExp(`^(?:([A-Za-z0-9_-]+):)?(${tokenForm})$`);

const LiveTokens = liveValues(
  `one or more values of at least ${minSecretLength} letters, digits, -, ., _ and ~, separated by commas, each bound to a page or not: kctbh9vrtdwd:<token>,<token>`,
  (item): O.Option<Token> =>
    pipe(
      O.fromNullable(liveToken.exec(item)),
      O.map(([, pageId, value = '']) => ({ value, pageId: O.fromNullable(pageId) })),
    ),
);

/** Every setting of the receiver. */
export const Settings = t.strict(
  {
    ...programSettings,
    ...targetSettings,
    LOG_CLIENT_ADDRESS: optional(Flag),
    STATUSPAGE_WEBHOOK_SECRET: optional(LiveSecrets),
    STATUSPAGE_WEBHOOK_TOKEN: optional(LiveTokens),
    ...pageNameSettings,
    ...pollSettings,
    ...pollIntervalSettings,
    ...historySettings,
    ...boardSettings,
  },
  'Settings',
);

type Settings = t.TypeOf<typeof Settings>;

const pollingFrom = ({ POLL_PAGES, POLL_MINUTES }: Settings): Config['polling'] =>
  pipe(
    O.fromNullable(POLL_PAGES),
    O.map((addresses) => ({ addresses, minutes: POLL_MINUTES ?? defaultPollMinutes })),
  );

const verificationBy = (secrets: Secrets | undefined, tokens: Tokens | undefined): Verification => {
  if (secrets === undefined) return tokens === undefined ? { _tag: 'Unverified' } : { _tag: 'ByToken', tokens };
  return tokens === undefined ? { _tag: 'BySignature', secrets } : { _tag: 'BySignatureOrToken', secrets, tokens };
};

/** Reads all settings, with their defaults; an empty value is an absent one, and all mistakes are told, by name and never by value. */
export const readConfig = (environment: Environment): E.Either<Violations, Config> =>
  pipe(
    environment,
    readSettings(Settings, targetMistakes),
    E.map((settings) => {
      const common = programConfig(settings);
      const { isOnCloudRun } = common;
      return {
        ...common,
        verification: verificationBy(settings.STATUSPAGE_WEBHOOK_SECRET, settings.STATUSPAGE_WEBHOOK_TOKEN),
        logClientAddress: settings.LOG_CLIENT_ADDRESS ?? true,
        targets: isOnCloudRun ? [] : targetConfigs(settings),
        polling: isOnCloudRun ? O.none : pollingFrom(settings),
        historyFile: isOnCloudRun ? O.none : O.fromNullable(settings.HISTORY_FILE),
        board: isOnCloudRun
          ? O.none
          : O.some({ ...boardConfig(settings), names: settings.STATUSPAGE_PAGES ?? new Map<string, string>() }),
        pages: pagesFrom(settings),
      };
    }),
  );
