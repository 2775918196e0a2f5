import type * as T from 'fp-ts/lib/Task.js';
import type { Writable } from 'node:stream';

export type WhenWritten = (error: Error | null | undefined) => void;

export type LineWriter = Readonly<{
  /** Calls back when the line was handed to the destination's reader, or cannot be. */
  write: (line: string, whenWritten: WhenWritten) => void;
  /** Runs a task once the destination's reader has caught up, or is gone. */
  whenThereIsRoom: <A>(task: T.Task<A>) => T.Task<A>;
}>;

// More in one text would be a large object to V8, which is slow to make.
const manyCharacters = 64 * 1024;

/** All lines of one turn of the event loop leave together, in their order: in one write, or in as few as hold them. */
export const lineWriter = (destination: Writable): LineWriter => {
  let lines: string[] = [];
  let characters = 0;
  let waiting: WhenWritten[] = [];
  let room: Promise<void> | undefined;
  // The callback of each write tells the same; without a listener the process would end before it could answer.
  destination.on('error', () => undefined);

  const writeTogether = (): void => {
    if (lines.length === 0) return;
    const told = waiting;
    destination.write(lines.join(''), (error) => {
      for (const whenWritten of told) whenWritten(error);
    });
    lines = [];
    characters = 0;
    waiting = [];
  };

  const caughtUp = (): Promise<void> => {
    room ??= new Promise((resolve) => {
      const resume = (): void => {
        room = undefined;
        destination.off('drain', resume).off('close', resume);
        resolve();
      };
      destination.on('drain', resume).on('close', resume);
    });
    return room;
  };

  return {
    write: (line, whenWritten) => {
      if (lines.length === 0) setImmediate(writeTogether);
      lines.push(line);
      characters += line.length;
      waiting.push(whenWritten);
      if (characters >= manyCharacters) writeTogether();
    },
    whenThereIsRoom: (task) => () =>
      destination.writableNeedDrain && !destination.destroyed ? caughtUp().then(task) : task(),
  };
};
