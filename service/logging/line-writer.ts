import type * as T from 'fp-ts/lib/Task.js';
import type { Writable } from 'node:stream';

export type WhenWritten = (error: Error | null | undefined) => void;

export type LineWriter = Readonly<{
  /** Calls back when the line was handed to the destination's reader, or cannot be. */
  write: (line: string, whenWritten: WhenWritten) => void;
  /** Waits until the destination's reader has caught up, or is gone. */
  whenThereIsRoom: T.Task<void>;
}>;

/** All lines of one turn of the event loop leave in one write, in their order. */
export const lineWriter = (destination: Writable): LineWriter => {
  let room: Promise<void> | undefined;
  // The callback of each write tells the same; without a listener the process would end before it could answer.
  destination.on('error', () => undefined);

  return {
    write: (line, whenWritten) => {
      if (destination.writableCorked === 0) {
        destination.cork();
        setImmediate(() => {
          destination.uncork();
        });
      }
      destination.write(line, whenWritten);
    },
    whenThereIsRoom: () => {
      if (!destination.writableNeedDrain || destination.destroyed) {
        return Promise.resolve();
      }
      room ??= new Promise((resolve) => {
        const caughtUp = () => {
          room = undefined;
          destination.off('drain', caughtUp).off('close', caughtUp);
          resolve();
        };
        destination.on('drain', caughtUp).on('close', caughtUp);
      });
      return room;
    },
  };
};
