import { runProgram } from '../../runtime/run-program.ts';
import { announcer } from './announcer.ts';
import { readConfig } from './config.ts';

void runProgram({
  process,
  command: 'npm run start:announcer',
  purpose: 'Announces the status events that Pub/Sub pushes to it, to one target.',
  now: () => new Date(),
  readConfig,
  compose: announcer,
})();
