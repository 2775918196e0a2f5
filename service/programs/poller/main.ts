import { runProgram } from '../../runtime/run-program.ts';
import { readConfig } from './config.ts';
import { poller } from './poller.ts';

void runProgram({
  process,
  command: 'npm run start:poller',
  purpose: 'Polls the status pages in POLL_PAGES whenever it gets POST /poll, and writes what is new as log entries.',
  now: () => new Date(),
  readConfig,
  compose: poller,
})();
