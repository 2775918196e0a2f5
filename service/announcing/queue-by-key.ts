import type * as T from 'fp-ts/lib/Task.js';

/** Runs the tasks of one key one after another, those of different keys side by side; a task that throws holds none up. */
export const queueByKey = (): (<A>(key: string, task: T.Task<A>) => T.Task<A>) => {
  const last = new Map<string, Promise<unknown>>();
  return (key, task) => () => {
    const running = (last.get(key) ?? Promise.resolve()).then(task, task);
    const forget = (): void => {
      if (last.get(key) === running) {
        last.delete(key);
      }
    };
    last.set(key, running);
    running.then(forget, forget);
    return running;
  };
};
