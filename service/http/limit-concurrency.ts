import type * as T from 'fp-ts/lib/Task.js';

/** Runs at most so many tasks at once; the others wait for their turn. */
export const limitConcurrency = (maxRunning: number): (<A>(task: T.Task<A>) => T.Task<A>) => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return (task) => async () => {
    if (running < maxRunning) {
      running += 1;
    } else {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) {
        running -= 1;
      } else {
        next();
      }
    }
  };
};
