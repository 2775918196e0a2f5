import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Violations } from '../../codec/violations.ts';
import { pageNameSettings, pagesFrom } from '../../domain/page-names.ts';
import { findPage } from '../../pages/find-page.ts';
import type { PageAddress } from '../../pages/page-address.ts';
import { maxReadingInMilliseconds, pageReader } from '../../pages/page-reader.ts';
import { readSettings } from '../../runtime/read-settings.ts';
import { type ExitCode, runCommand } from '../../runtime/run-command.ts';
import { describePage } from './describe-page.ts';
import { describeUnreadable } from './describe-unreadable.ts';

const Settings = t.strict({ ...pageNameSettings }, 'Settings');
type Settings = t.TypeOf<typeof Settings>;

const usage = `Usage: npm run page -- <address | name>

Read a status page and print its product, id and components, what is open, the line for .env that has it polled, and how
a webhook is subscribed there.

The address is any of the page, such as https://status.example.com. Well-known pages can be named: npm run page -- github

Options:
  -h, --help  show this help

Exit status: 0 if the page was read, 1 if it cannot be read, 2 if the command was invalid.`;

const onlyOne = (operands: ReadonlyArray<string>): E.Either<Violations, string> => {
  const [operand] = operands;
  return operand === undefined || operands.length > 1
    ? E.left([`expected one page, got ${operands.length}`])
    : E.right(operand);
};

const show = (address: PageAddress, settings: Settings): TE.TaskEither<never, ExitCode> =>
  pipe(
    pageReader({ pages: pagesFrom(settings), onlyPublic: false })(
      address,
      AbortSignal.timeout(maxReadingInMilliseconds),
    ),
    TE.match(
      ({ reason }): ExitCode => {
        process.stderr.write(`page: ${address.origin} cannot be read: ${describeUnreadable(reason)}\n`);
        return 1;
      },
      (reading): ExitCode => {
        process.stdout.write(`${describePage(reading)}\n`);
        return 0;
      },
    ),
    TE.fromTask,
  );

await runCommand<Settings>({
  process,
  name: 'page',
  usage,
  readSettings: readSettings(Settings, () => []),
  run: (operands, settings) =>
    pipe(
      onlyOne(operands),
      E.chain(findPage([])),
      TE.fromEither,
      TE.chainW((address) => show(address, settings)),
    ),
})();
