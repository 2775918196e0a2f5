import { runProgram } from '../../runtime/run-program.ts';
import { cloudBoard } from './cloud-board.ts';
import { readConfig } from './config.ts';

void runProgram({
  process,
  command: 'npm run start:board',
  purpose: 'Shows what is broken, now or at another time, by what a log view of Cloud Logging holds.',
  now: () => new Date(),
  readConfig,
  compose: cloudBoard,
})();
