import type { ChildProcess } from 'node:child_process';
import type { ExecutionContext } from 'ava';
import { run } from './program.ts';

type Entry = Readonly<Record<string, unknown>>;

export type Watched = Readonly<{
  child: ChildProcess;
  /** The entries on stdout up to now. */
  entries: () => ReadonlyArray<Entry>;
  /** Waits for an entry with such a message. */
  told: (message: RegExp) => Promise<Entry>;
  origin: () => Promise<string>;
  ended: Promise<number | null>;
}>;

/** Runs a program of the service until the test is over, with no settings but those that are given. */
export const watched = (t: ExecutionContext, program: string, settings: Readonly<Record<string, string>>): Watched => {
  const { child, reader, lines, ended } = run({
    main: new URL(`../../service/${program}/main.ts`, import.meta.url).pathname,
    // A folder without a .env.
    cwd: import.meta.dirname,
    env: { LOG_FORMAT: 'json', ...settings },
  });
  t.teardown(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const entries = () => lines.map((line) => JSON.parse(line) as Entry);

  const told = (message: RegExp): Promise<Entry> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = entries().find((entry) => message.test(String(entry['message'])));
        if (found !== undefined) {
          reader.off('line', look);
          resolve(found);
        }
      };
      reader.on('line', look);
      look();
      void ended.then((code) => {
        reject(new Error(`ended with ${code ?? 'a signal'}: ${lines.join('\n')}`));
      });
    });

  return {
    child,
    entries,
    told,
    origin: async () => {
      const { message } = await told(/^Listening on port/);
      return `http://127.0.0.1:${String(message).replace(/\D/g, '')}`;
    },
    ended,
  };
};
