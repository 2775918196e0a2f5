import type { UsageError } from './parse-arguments.ts';
import type { SourceError } from './read-deliveries.ts';
import { scenarios } from './scenarios.ts';

export type Mistake = UsageError | SourceError;

export const scenarioList = Object.entries(scenarios)
  .map(([name, { summary }]) => `${name.padEnd(12)} ${summary}`)
  .join('\n');

export const usage = `Posts the deliveries of a status page to a running receiver: rehearse an outage without one.

Usage: npm run send -- <scenario | file | -> [options]

Scenarios, with ids and times of their own at each run:
${scenarioList.replaceAll(/^/gm, '  ')}
A file, or standard input (-), is sent as it is.

Options:
  --url <url>        where to post (http://localhost:8000/webhook/statuspage; another port where PORT is set)
  --token <token>    appended to the path (the first of STATUSPAGE_WEBHOOK_TOKEN); --token '' sends none
  --secret <secret>  signs each delivery (the first of STATUSPAGE_WEBHOOK_SECRET); --secret '' signs none
  --pace <seconds>   the pause between two deliveries (1); 0 sends them at once
  --page <id>        the page that a scenario's deliveries come from (a page that does not exist)
  --list             the scenarios
  -h, --help         this text

Exits 0 when all were accepted, 1 when one was refused or not delivered, 2 when it was called wrongly.`;

/** One sentence, with what is right instead. */
export const describeMistake = (mistake: Mistake): string => {
  switch (mistake._tag) {
    case 'NotAnOption':
      return mistake.explanation;
    case 'NothingToSend':
      return `Name what to send: a scenario (${Object.keys(scenarios).join(', ')}), a file, or - for standard input.`;
    case 'MoreThanOneToSend':
      return `Name one thing to send, not ${mistake.count}.`;
    case 'InvalidUrl':
      return '--url must be a whole http or https URL without a user name or password.';
    case 'InvalidPort':
      return 'PORT must be a number from 0 to 65535; --url names a receiver without it.';
    case 'InvalidPage':
      return '--page must be letters a–z and digits, as Statuspage writes a page id.';
    case 'InvalidPace':
      return `--pace must be a number of seconds from 0 to ${mistake.longestInSeconds}.`;
    case 'UnreadableSource':
      return `${mistake.source} is neither a scenario (${Object.keys(scenarios).join(', ')}) nor a file that can be read: ${mistake.reason}.`;
  }
};
