import * as T from 'fp-ts/lib/Task.js';
import type { Log } from '../logging/open-log.ts';
import { type LogOperational, operationalEntry } from '../logging/operational-entry.ts';

/** How a program reports about itself. */
export type Reporting = Readonly<{
  log: LogOperational;
  reportDefect: (error: unknown) => T.Task<void>;
  /** Reports why the program ends. */
  reportFatal: (message: string, error?: unknown) => T.Task<void>;
}>;

const stackTraceOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

export const reporting = (log: Log, now: () => Date): Reporting => {
  const entry = operationalEntry(now);
  return {
    log: (...parts) => T.asUnit(log.writeOperational(entry(...parts))),
    reportDefect: (error) =>
      T.asUnit(log.write(entry('ERROR', 'Unexpected error (a bug)', { stack_trace: stackTraceOf(error) }))),
    reportFatal: (message, error) =>
      T.asUnit(log.write(entry('CRITICAL', message, error === undefined ? {} : { stack_trace: stackTraceOf(error) }))),
  };
};
