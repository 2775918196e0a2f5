import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ExecutionContext } from 'ava';

export type Started = Readonly<{
  origin: string;
  /** What it has written by now. */
  lines: ReadonlyArray<string>;
  /** Ends it, and is done when it has written everything. */
  stop: () => Promise<void>;
}>;

export const preloaded = (name: string): ReadonlyArray<string> => [
  '--require',
  fileURLToPath(new URL(name, import.meta.url)),
];

const endOf = async (child: ChildProcess): Promise<void> => {
  child.kill();
  await once(child, 'close');
};

/** Starts a program on a free port, and waits until it listens. */
export const startProgram = async (
  t: ExecutionContext,
  argv: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> => {
  const child = spawn(process.execPath, argv, {
    env: { PORT: '0', LOG_FORMAT: 'json', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const lines: string[] = [];
  const port = await new Promise<string>((resolve, reject) => {
    child.on('exit', (code, signal) => {
      reject(new Error(`ended before it listened: ${code ?? signal}\n${lines.join('\n')}`));
    });
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const listening = /Listening on port (\d+)/.exec(line);
      if (listening?.[1] !== undefined) {
        resolve(listening[1]);
      }
    });
  });
  return { origin: `http://127.0.0.1:${port}`, lines, stop: () => endOf(child) };
};
