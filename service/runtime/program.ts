import type * as T from 'fp-ts/lib/Task.js';
import type { App } from '../http/serve.ts';
import type { Log } from '../logging/open-log.ts';
import type { LogOperational } from '../logging/operational-entry.ts';

/** What a program is given to run with. */
export type ProgramContext = Readonly<{
  now: () => Date;
  /** Writes an entry whatever the log level. If that fails, the program stops. */
  write: Log['write'];
  log: LogOperational;
  reportDefect: (error: unknown) => T.Task<void>;
  withBackpressure: Log['withBackpressure'];
}>;

export type Program = Readonly<{
  app: App;
  onListening: T.Task<void>;
  /** What the entry of its start says beside the port. */
  describe: (port: number) => string;
  /** Finishes background work after the last request was answered, within the given time. */
  drain: (milliseconds: number) => T.Task<void>;
}>;
