import { runProgram } from '../../runtime/run-program.ts';
import { announcer } from './announcer.ts';
import { readConfig } from './config.ts';

void runProgram({
  process,
  command: 'npm run start:announcer',
  purpose: 'Posts the status events that Pub/Sub pushes to it to Slack.',
  now: () => new Date(),
  readConfig,
  compose: announcer,
})();
