import { runProgram } from '../../runtime/run-program.ts';
import { readConfig } from './config.ts';
import { receiver } from './receiver.ts';

void runProgram({
  process,
  command: 'npm start',
  purpose: 'Receives status-page webhooks and writes each as a structured log entry.',
  now: () => new Date(),
  readConfig,
  compose: receiver,
})();
