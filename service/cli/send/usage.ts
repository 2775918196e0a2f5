import { wellKnownPages } from '../../domain/provider.ts';
import { scenarios } from '../../rehearsal/scenarios.ts';
import { describeLostOptions } from '../../runtime/lost-options.ts';
import { describeTargetError, targetUsage } from '../../sending/target-options.ts';
import type { UsageError } from './parse-arguments.ts';
import type { SourceError } from './read-deliveries.ts';

type EnvFileError = Readonly<{ _tag: 'InvalidEnvFile'; mistakes: ReadonlyArray<string> }>;

export type CommandError = UsageError | SourceError | EnvFileError;

export const scenarioList = Object.entries(scenarios)
  .map(([name, { summary }]) => `${name.padEnd(12)} ${summary}`)
  .join('\n');

const providerNames = [...wellKnownPages.values()].join(', ');

export const usage = `Usage: npm run send -- <scenario | file | directory | ->... [options]

Post status-page deliveries to a running receiver, to rehearse an outage without one.

Scenarios (each run has new ids and times, and is marked as a rehearsal):
${scenarioList.replaceAll(/^/gm, '  ')}
A file, or standard input (-), is sent unchanged as one delivery; of newline-delimited JSON, each line.
Of a directory, all .json, .jsonl and .ndjson files are sent, in the order of their names.

Options:
${targetUsage}
  --provider <name>  whose page a scenario's deliveries come from: ${providerNames}
  --page <id>        the same by page id (default: the id of a page that does not exist)
  --count <number>   deliveries of the scenario burst (default: 20)
  --list             list the scenarios
  -h, --help         show this help

Examples:
  npm run send -- incident --provider GitHub
  npm run send -- recorded/ one-more.json --pace 0

Exit status: 0 if every delivery was accepted, 1 if one was refused or not delivered, 2 if the command was invalid, 130 if
it was interrupted (Ctrl-C).`;

const scenarioNames = Object.keys(scenarios).join(', ');

/** Returns one line that says what was expected. */
export const describeError = (error: CommandError): string => {
  switch (error._tag) {
    case 'LostOptions':
      return describeLostOptions(error.names, 'npm run send -- incident --pace 0');
    case 'InvalidOption':
      return error.reason;
    case 'MissingSource':
      return `nothing to send: name a scenario (${scenarioNames}), a file or directory, or - for standard input`;
    case 'InvalidPage':
      return 'invalid --page: expected lower-case letters and digits';
    case 'UnknownProvider':
      return `unknown --provider: expected one of ${providerNames}, or pass --page with the page's id`;
    case 'PageAndProvider':
      return 'expected --page or --provider, not both';
    case 'InvalidCount':
      return `invalid --count: expected a number from 1 to ${error.max}`;
    case 'InvalidEnvFile':
      return error.mistakes.join('; ');
    case 'NothingInDirectory':
      return `nothing to send in ${error.source}: expected .json, .jsonl or .ndjson files`;
    case 'UnreadableSource':
      return `cannot read ${error.source}: ${error.reason} (scenarios: ${scenarioNames})`;
    case 'InvalidUrl':
    case 'UrlWithoutPath':
    case 'UrlWithToken':
    case 'InvalidPort':
    case 'InvalidPace':
      return describeTargetError(error);
  }
};
