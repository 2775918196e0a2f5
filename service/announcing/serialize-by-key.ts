import type * as T from 'fp-ts/lib/Task.js';

/** Runs tasks with the same key one after another and tasks with different keys concurrently. A rejected task does not block the next. */
export const serializeByKey = (): (<A>(key: string, task: T.Task<A>) => T.Task<A>) => {
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
