import type { Writable } from 'node:stream';
import type * as T from 'fp-ts/lib/Task.js';

export type WriteCallback = (error: Error | null | undefined) => void;

export type LineWriter = Readonly<{
  /** Calls back when the line was handed to the destination's reader, or cannot be. */
  write: (line: string, onWritten: WriteCallback) => void;
  /** Runs a task once the destination's reader has caught up, or is gone. */
  withBackpressure: <A>(task: T.Task<A>) => T.Task<A>;
}>;

// More in one text would be a large object to V8, which is slow to make.
const maxCharactersPerWrite = 64 * 1024;

/** All lines of one turn of the event loop leave together, in their order: in one write, or in as few as hold them. */
export const lineWriter = (destination: Writable): LineWriter => {
  let lines: string[] = [];
  let characters = 0;
  let pendingCallbacks: WriteCallback[] = [];
  let drained: Promise<void> | undefined;
  // The callback of each write tells the same; without a listener the process would end before it could answer.
  destination.on('error', () => undefined);

  const flush = (): void => {
    if (lines.length === 0) return;
    const callbacks = pendingCallbacks;
    destination.write(lines.join(''), (error) => {
      for (const onWritten of callbacks) onWritten(error);
    });
    lines = [];
    characters = 0;
    pendingCallbacks = [];
  };

  const untilDrained = (): Promise<void> => {
    drained ??= new Promise((resolve) => {
      const resume = (): void => {
        drained = undefined;
        destination.off('drain', resume).off('close', resume);
        resolve();
      };
      destination.on('drain', resume).on('close', resume);
    });
    return drained;
  };

  return {
    write: (line, onWritten) => {
      if (lines.length === 0) setImmediate(flush);
      lines.push(line);
      characters += line.length;
      pendingCallbacks.push(onWritten);
      if (characters >= maxCharactersPerWrite) flush();
    },
    withBackpressure: (task) => () =>
      destination.writableNeedDrain && !destination.destroyed ? untilDrained().then(task) : task(),
  };
};
