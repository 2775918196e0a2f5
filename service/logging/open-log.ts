import * as E from 'fp-ts/lib/Either.js';
import type * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Writable } from 'node:stream';
import winston from 'winston';
import Transport from 'winston-transport';
import { jsonLine } from './json-line.ts';
import { levelOf, levels } from './levels.ts';
import { lineWriter, type WhenWritten } from './line-writer.ts';
import type { LogEntry } from './log-entry.ts';
import { prettyLine } from './pretty-line.ts';

/** The log cannot be written to. */
export type WriteFailed = Readonly<{ _tag: 'WriteFailed' }>;

export type Log = Readonly<{
  /** Writes an entry whatever the level; done when its line was handed to the destination's reader. */
  write: (entry: LogEntry) => TE.TaskEither<WriteFailed, void>;
  /** The same for an entry about ourselves, which the level may leave out. */
  writeAboutUs: (entry: LogEntry) => TE.TaskEither<WriteFailed, void>;
  /** Runs a task once the destination's reader has caught up, or is gone. */
  whenThereIsRoom: <A>(task: T.Task<A>) => T.Task<A>;
}>;

type Settings = Readonly<{
  destination: Writable;
  format: 'json' | 'pretty';
  level: string;
  projectId: O.Option<string>;
  /** Called whenever an entry could not be written. */
  whenWriteFailed: () => void;
}>;

type Info = Readonly<{ entry: LogEntry; whenWritten: WhenWritten }>;

/** The one way to stdout: entries go through winston and leave as lines. */
export const openLog = ({ destination, format, level, projectId, whenWriteFailed }: Settings): Log => {
  const writer = lineWriter(destination);
  const lineOf = format === 'json' ? jsonLine(projectId) : prettyLine;
  const transport = new Transport({
    log: ({ entry, whenWritten }: Info, next) => {
      pipe(
        E.tryCatch(() => lineOf(entry), E.toError),
        E.match(whenWritten, (line) => {
          writer.write(line, whenWritten);
        }),
      );
      next();
    },
  });
  const logger = winston.createLogger({
    levels: { ...levels },
    level: 'debug',
    format: winston.format((info) => info)(),
  });
  logger.add(transport);
  // Apart from the entry, which is of no use any more once it is a line.
  const resolveWith =
    (resolve: (written: E.Either<WriteFailed, void>) => void): WhenWritten =>
    (error) => {
      if (error) whenWriteFailed();
      resolve(error ? E.left({ _tag: 'WriteFailed' }) : E.right(undefined));
    };
  const write: Log['write'] = (entry) => () =>
    new Promise((resolve) => {
      logger.log({
        level: levelOf(entry.severity),
        message: entry.message,
        entry,
        whenWritten: resolveWith(resolve),
      });
    });
  const isTold = ({ severity }: LogEntry): boolean => (levels[levelOf(severity)] ?? 0) <= (levels[level] ?? 0);

  return {
    write,
    writeAboutUs: (entry) => (isTold(entry) ? write(entry) : TE.right(undefined)),
    whenThereIsRoom: writer.whenThereIsRoom,
  };
};
