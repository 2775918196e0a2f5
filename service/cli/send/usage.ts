import { wellKnownPages } from '../../domain/provider.ts';
import type { UsageError } from './parse-arguments.ts';
import type { SourceError } from './read-deliveries.ts';
import { scenarios } from './scenarios.ts';

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
  --url <url>        receiver URL (default: http://localhost:8000/webhook/statuspage, with the port of PORT if set)
  --token <token>    token to append to the URL (default: the first in STATUSPAGE_WEBHOOK_TOKEN; '' for none)
  --secret <secret>  secret to sign with (default: the first in STATUSPAGE_WEBHOOK_SECRET; '' to send unsigned)
  --pace <seconds>   pause between deliveries (default: 1)
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
      return `npm kept ${error.names.map((name) => `--${name}`).join(', ')} for itself: put -- before what you send and its options, as in "npm run send -- incident --pace 0"`;
    case 'InvalidOption':
      return error.reason;
    case 'MissingSource':
      return `nothing to send: name a scenario (${scenarioNames}), a file or directory, or - for standard input`;
    case 'InvalidUrl':
      return 'invalid --url: expected an absolute http or https URL without a user name or password';
    case 'UrlWithoutPath':
      return `invalid --url: it has no path, expected ${error.expected}`;
    case 'UrlWithToken':
      return `invalid --url: it ends in a token, beside the one of --token or STATUSPAGE_WEBHOOK_TOKEN; expected ${error.expected}, or --token '' to use the URL as it is`;
    case 'InvalidPort':
      return 'invalid PORT: expected a number from 0 to 65535, or pass --url';
    case 'InvalidPage':
      return 'invalid --page: expected lower-case letters and digits';
    case 'UnknownProvider':
      return `unknown --provider: expected one of ${providerNames}, or pass --page with the page's id`;
    case 'PageAndProvider':
      return 'expected --page or --provider, not both';
    case 'InvalidCount':
      return `invalid --count: expected a number from 1 to ${error.max}`;
    case 'InvalidPace':
      return `invalid --pace: expected a number of seconds from 0 to ${error.maxInSeconds}`;
    case 'InvalidEnvFile':
      return error.mistakes.join('; ');
    case 'NothingInDirectory':
      return `nothing to send in ${error.source}: expected .json, .jsonl or .ndjson files`;
    case 'UnreadableSource':
      return `cannot read ${error.source}: ${error.reason} (scenarios: ${scenarioNames})`;
  }
};
