import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import { pageNameSettings, pagesFrom } from '../../domain/page-names.ts';
import { findPages } from '../../pages/find-page.ts';
import { knownPages } from '../../pages/known-pages.ts';
import type { PageAddress } from '../../pages/page-address.ts';
import { maxReadingInMilliseconds, pageReader } from '../../pages/page-reader.ts';
import { pollSettings } from '../../pages/poll-settings.ts';
import { readSettings } from '../../runtime/read-settings.ts';
import { type ExitCode, runCommand } from '../../runtime/run-command.ts';
import { describeStatus, type Status } from './describe-status.ts';

const Settings = t.strict({ ...pollSettings, ...pageNameSettings }, 'Settings');
type Settings = t.TypeOf<typeof Settings>;

const usage = `Usage: npm run status -- [page …]

Read status pages and print what is broken now: open incidents, and components that are neither operational nor under
maintenance. Running maintenance is printed too, but counts as nothing broken.

A page is an address, such as https://status.example.com, or a name from POLL_PAGES, or one of
${[...knownPages.keys()].join(', ')}.
Default: all of POLL_PAGES.

Options:
  -h, --help  show this help

Exit status: 0 if nothing is broken, 1 if something is, 2 if that is unknown or the command was invalid.`;

const exitCodeOf = (statuses: ReadonlyArray<Status>): ExitCode => {
  if (statuses.some(({ verdict }) => verdict === 'broken')) return 1;
  return statuses.some(({ verdict }) => verdict === 'unknown') ? 2 : 0;
};

const labelOf = ({ name, origin }: PageAddress): string =>
  pipe(
    name,
    O.getOrElse(() => new URL(origin).host),
  );

const readAll = (addresses: ReadonlyArray<PageAddress>, settings: Settings): T.Task<ReadonlyArray<Status>> => {
  const read = pageReader({ pages: pagesFrom(settings), onlyPublic: false });
  const signal = AbortSignal.timeout(maxReadingInMilliseconds);
  return pipe(
    addresses,
    T.traverseArray((address) =>
      pipe(
        read(address, signal),
        T.map((result): Status => describeStatus({ label: labelOf(address), result })),
      ),
    ),
  );
};

await runCommand<Settings>({
  process,
  name: 'status',
  usage,
  readSettings: readSettings(Settings, () => []),
  run: (operands, settings) =>
    pipe(
      findPages(settings.POLL_PAGES ?? [])(operands),
      TE.fromEither,
      TE.chainTaskK((addresses) => readAll(addresses, settings)),
      TE.map((statuses) => {
        process.stdout.write(`${statuses.flatMap(({ lines }) => lines).join('\n')}\n`);
        return exitCodeOf(statuses);
      }),
    ),
})();
