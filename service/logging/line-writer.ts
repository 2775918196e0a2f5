import type { Writable } from 'node:stream';
import type * as T from 'fp-ts/lib/Task.js';

export type WriteCallback = (error: Error | null | undefined) => void;

export type LineWriter = Readonly<{
  /** Calls back once the destination has taken the line, or with an error if it cannot. */
  write: (line: string, onWritten: WriteCallback) => void;
  /** Runs a task once the destination accepts more data, or has closed. */
  withBackpressure: <A>(task: T.Task<A>) => T.Task<A>;
}>;

// V8 allocates a longer string as a large object, which is slow.
const maxCharactersPerWrite = 64 * 1024;

/** Writes the lines of one turn of the event loop together and in order, in writes of some 64 kB. */
export const lineWriter = (destination: Writable): LineWriter => {
  let lines: string[] = [];
  let characters = 0;
  let pendingCallbacks: WriteCallback[] = [];
  let drained: Promise<void> | undefined;
  // The callback of each write gets the error too. Without a listener Node would end the process before it could respond.
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
