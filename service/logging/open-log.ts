import type { Writable } from 'node:stream';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import winston from 'winston';
import Transport from 'winston-transport';
import { jsonLine } from './json-line.ts';
import { lineWriter, type WriteCallback } from './line-writer.ts';
import type { LogEntry } from './log-entry.ts';
import { prettyLine } from './pretty-line.ts';
import { type SyslogLevel, syslogLevelOf, syslogLevels } from './syslog-levels.ts';

/** The log cannot be written to. */
export type WriteFailed = Readonly<{ _tag: 'WriteFailed' }>;

export type Log = Readonly<{
  /** Writes an entry whatever the log level; completes once the destination has taken its line. */
  write: (entry: LogEntry) => TE.TaskEither<WriteFailed, void>;
  /** Writes an entry about StatusWatch itself, unless the log level excludes it. One with a `reason` is never excluded: metrics and alerts read it. */
  writeOperational: (entry: LogEntry) => TE.TaskEither<WriteFailed, void>;
  /** Runs a task once the destination accepts more data, or has closed. */
  withBackpressure: <A>(task: T.Task<A>) => T.Task<A>;
}>;

type Settings = Readonly<{
  destination: Writable;
  format: 'json' | 'pretty';
  level: SyslogLevel;
  projectId: O.Option<string>;
  now: () => Date;
  /** Called whenever an entry could not be written. */
  onWriteFailed: () => void;
}>;

type Info = Readonly<{ entry: LogEntry; onWritten: WriteCallback }>;

/** The only way to stdout: entries pass through winston and leave as lines. */
export const openLog = ({ destination, format, level, projectId, now, onWriteFailed }: Settings): Log => {
  const writer = lineWriter(destination);
  const lineOf = format === 'json' ? jsonLine(projectId) : prettyLine(destination, now);
  const transport = new Transport({
    log: ({ entry, onWritten }: Info, next) => {
      pipe(
        E.tryCatch(() => lineOf(entry), E.toError),
        E.match(onWritten, (line) => {
          writer.write(line, onWritten);
        }),
      );
      next();
    },
  });
  const logger = winston.createLogger({
    levels: syslogLevels,
    level: 'debug',
    format: winston.format((info) => info)(),
  });
  logger.add(transport);
  // Outside `write`, so that a pending callback does not keep its entry in memory.
  const resolveWith =
    (resolve: (written: E.Either<WriteFailed, void>) => void): WriteCallback =>
    (error) => {
      if (error) onWriteFailed();
      resolve(error ? E.left({ _tag: 'WriteFailed' }) : E.right(undefined));
    };
  const write: Log['write'] = (entry) => () =>
    new Promise((resolve) => {
      logger.log({
        level: syslogLevelOf(entry.severity),
        message: entry.message,
        entry,
        onWritten: resolveWith(resolve),
      });
    });
  const isLogged = ({ severity, payload }: LogEntry): boolean =>
    payload?.['reason'] !== undefined || syslogLevels[syslogLevelOf(severity)] <= syslogLevels[level];

  return {
    write,
    writeOperational: (entry) => (isLogged(entry) ? write(entry) : TE.right(undefined)),
    withBackpressure: writer.withBackpressure,
  };
};
