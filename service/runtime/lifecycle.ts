import * as T from 'fp-ts/lib/Task.js';
import type { Serving } from '../http/serve.ts';
import type { Program } from './program.ts';
import type { Reporting } from './reporting.ts';
import { graceInMilliseconds } from './server-timeouts.ts';

type Dependencies = Readonly<{ process: NodeJS.Process; now: () => Date; reports: Reporting }>;

/** The end of a program: at most one shutdown, however many signals and failures ask for it. */
export type Lifecycle = Readonly<{
  stopOnShutdown: (serving: Serving, program: Program) => void;
  /** Lets requests in flight and background work finish, then exits. */
  shutDown: (code: number, reason: string) => Promise<void>;
  /** Reports why and exits at once with code 1. */
  abort: (message: string, error?: unknown) => Promise<void>;
}>;

// Cloud Run allows 10 seconds after SIGTERM, of which requests in flight may take 7.
const flushTimeoutAfterGraceInMilliseconds = 800;
const flushTimeoutInMilliseconds = 5000;

export const lifecycle = ({ process, now, reports }: Dependencies): Lifecycle => {
  let stop = (_reason: string): T.Task<void> => T.of(undefined);
  let isShuttingDown = false;

  // Lines leave in order, so once the last entry is written all are. A stalled reader is not waited for.
  const exitAfter = async (lastEntry: T.Task<void>, code: number, timeoutInMilliseconds: number): Promise<void> => {
    await T.getRaceMonoid<unknown>().concat(lastEntry, T.delay(timeoutInMilliseconds)(T.of(undefined)))();
    process.exit(code);
  };

  return {
    stopOnShutdown: (serving, { drain }) => {
      stop = (reason) => async () => {
        const deadline = now().getTime() + graceInMilliseconds;
        const stopped = serving.stop();
        const connections = await serving.countConnections();
        if (connections > 0) {
          // Not waited for: the reader of the log may have stalled.
          void reports.log('INFO', `Stopping: ${reason}. Waiting for open connections: ${connections}`)();
        }
        await stopped;
        await drain(Math.max(0, deadline - now().getTime()))();
      };
    },
    shutDown: async (code, reason) => {
      if (isShuttingDown) {
        return;
      }
      isShuttingDown = true;
      await stop(reason)();
      await exitAfter(reports.log('INFO', `Stopped: ${reason}`), code, flushTimeoutAfterGraceInMilliseconds);
    },
    abort: (message, error) => exitAfter(reports.reportFatal(message, error), 1, flushTimeoutInMilliseconds),
  };
};
