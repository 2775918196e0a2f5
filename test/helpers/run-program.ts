import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import type { ExecutionContext } from 'ava';

type Entry = Readonly<Record<string, unknown>>;

export type Running = Readonly<{
  child: ChildProcess;
  /** The entries on stdout up to now. */
  entries: ReadonlyArray<Entry>;
  /** Waits for an entry with such a message. */
  told: (message: RegExp) => Promise<Entry>;
  origin: () => Promise<string>;
  ended: () => Promise<number | null>;
}>;

/** Runs a program of the service until the test is over, with no settings but those that are given. */
export const runProgram = (
  t: ExecutionContext,
  program: string,
  environment: Readonly<Record<string, string>>,
): Running => {
  const { NODE_V8_COVERAGE } = process.env;
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../service/${program}/main.ts`, import.meta.url))], {
    env: {
      ...(NODE_V8_COVERAGE !== undefined && { NODE_V8_COVERAGE }),
      PORT: '0',
      LOG_FORMAT: 'json',
      METADATA_SERVER_DETECTION: 'none',
      ...environment,
    },
    // A folder without a .env.
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const entries: Entry[] = [];
  const waiting = new Set<() => void>();
  const lines = createInterface(child.stdout);
  lines.on('line', (line) => {
    entries.push(JSON.parse(line) as Entry);
    for (const look of waiting) {
      look();
    }
  });
  const closed = once(child, 'close');
  t.teardown(async () => {
    child.kill('SIGKILL');
    await closed;
  });

  const told = (message: RegExp): Promise<Entry> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = entries.find((entry) => message.test(String(entry['message'])));
        if (found !== undefined) {
          waiting.delete(look);
          resolve(found);
        }
      };
      waiting.add(look);
      look();
      void closed.then(() => {
        reject(new Error(`it ended without telling ${String(message)}: ${JSON.stringify(entries)}`));
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
    ended: async () => {
      await closed;
      return child.exitCode;
    },
  };
};
