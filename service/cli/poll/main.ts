import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Violations } from '../../codec/violations.ts';
import { pageNameSettings, pagesFrom } from '../../domain/page-names.ts';
import type { PollPass } from '../../domain/poll-pass.ts';
import { historySettings } from '../../history/history-settings.ts';
import { type OpenHistory, openHistory } from '../../history/open-history.ts';
import type { HistoryUnavailable } from '../../history/read-history.ts';
import { recordEntry } from '../../history/record-entry.ts';
import { openLog, type WriteFailed } from '../../logging/open-log.ts';
import { findPages } from '../../pages/find-page.ts';
import { knownPages } from '../../pages/known-pages.ts';
import type { PageAddress } from '../../pages/page-address.ts';
import { maxReadingInMilliseconds, pageReader } from '../../pages/page-reader.ts';
import { poller } from '../../pages/poll.ts';
import { pollSettings } from '../../pages/poll-settings.ts';
import { programSettings } from '../../runtime/program-settings.ts';
import { readSettings } from '../../runtime/read-settings.ts';
import { type ExitCode, runCommand } from '../../runtime/run-command.ts';
import { describePass } from './describe-pass.ts';

const { LOG_FORMAT, GOOGLE_CLOUD_PROJECT } = programSettings;
const Settings = t.strict(
  { ...pollSettings, ...pageNameSettings, ...historySettings, LOG_FORMAT, GOOGLE_CLOUD_PROJECT },
  'Settings',
);
type Settings = t.TypeOf<typeof Settings>;

const usage = `Usage: npm run poll -- [page …]

Poll status pages once: write what is new as log entries to standard output, as the receiver and the poller do, and a
table of the pages to standard error. Nothing is announced.

A page is an address, such as https://status.example.com, or a name from POLL_PAGES, or one of
${[...knownPages.keys()].join(', ')}.
Default: all of POLL_PAGES.

New is what HISTORY_FILE does not hold; without that setting, all that a page lists. A history that a running receiver
uses cannot be used at the same time.

Options:
  -h, --help  show this help

Exit status: 0 if every page was read, 1 if one was not or something could not be recorded, 2 if the command was invalid.`;

const now = (): Date => new Date();

const pollOnce = (
  addresses: ReadonlyArray<PageAddress>,
  settings: Settings,
  history: OpenHistory,
): TE.TaskEither<HistoryUnavailable | WriteFailed, PollPass> => {
  const { write } = openLog({
    destination: process.stdout,
    format: settings.LOG_FORMAT ?? (process.stdout.isTTY ? 'pretty' : 'json'),
    level: 'info',
    projectId: O.fromNullable(settings.GOOGLE_CLOUD_PROJECT),
    now,
    onWriteFailed: () => undefined,
  });
  return poller({
    readPage: pageReader({ pages: pagesFrom(settings), onlyPublic: false }),
    readHistory: history.read,
    record: recordEntry(history, write),
    announce: () => T.of(undefined),
    isHistoryDurable: history.isDurable,
    now,
    deadline: () => AbortSignal.timeout(maxReadingInMilliseconds),
  })(addresses);
};

const report = (text: string, exitCode: ExitCode): ExitCode => {
  process.stderr.write(`${text}\n`);
  return exitCode;
};

const describeError = (error: HistoryUnavailable | WriteFailed): string => {
  switch (error._tag) {
    case 'HistoryUnavailable':
      return `poll: HISTORY_FILE: ${error.reason}`;
    case 'WriteFailed':
      return 'poll: cannot write to standard output';
  }
};

const isRead = ({ pages }: PollPass): boolean => pages.every(({ outcome }) => outcome !== 'unreadable');

const poll = (addresses: ReadonlyArray<PageAddress>, settings: Settings): TE.TaskEither<Violations, ExitCode> =>
  pipe(
    openHistory({ file: O.fromNullable(settings.HISTORY_FILE), now }),
    TE.mapLeft(({ reason }): Violations => [`HISTORY_FILE: ${reason}`]),
    TE.chainTaskK((history) =>
      pipe(
        pollOnce(addresses, settings, history),
        TE.match(
          (error) => report(describeError(error), 1),
          (pass) => report(describePass(pass), isRead(pass) ? 0 : 1),
        ),
        T.chainFirst(() => history.close),
      ),
    ),
  );

await runCommand<Settings>({
  process,
  name: 'poll',
  usage,
  readSettings: readSettings(Settings, () => []),
  run: (operands, settings) =>
    pipe(
      findPages(settings.POLL_PAGES ?? [])(operands),
      TE.fromEither,
      TE.chain((addresses) => poll(addresses, settings)),
    ),
})();
