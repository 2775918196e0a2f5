import { runProgram } from '../../runtime/run-program.ts';
import { readConfig } from './config.ts';
import { receiver } from './receiver.ts';

void runProgram({ process, now: () => new Date(), readConfig, compose: receiver })();
