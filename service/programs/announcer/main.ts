import { runProgram } from '../../runtime/run-program.ts';
import { announcer } from './announcer.ts';
import { readConfig } from './config.ts';

void runProgram({ process, now: () => new Date(), readConfig, compose: announcer })();
