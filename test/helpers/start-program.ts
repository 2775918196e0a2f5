import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Entry } from './receiver.ts';

/** A test, or what else has an end. */
export type Owner = Readonly<{ teardown: (end: () => Promise<void>) => void }>;

type Options = Readonly<{
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  stdin?: Uint8Array | undefined;
  /** A file descriptor, where stdout is not to be collected. */
  stdout?: number;
  /** What a shell does before it becomes Node, such as setting a limit. */
  shell?: string;
}>;

export type Program = Readonly<{
  child: ChildProcess;
  /** What it has written by now, as are the lines and the entries. */
  stdout: () => string;
  stderr: () => string;
  /** The whole lines: those on stdout, then those on stderr, which say so. */
  lines: () => ReadonlyArray<string>;
  entries: () => ReadonlyArray<Entry>;
  /** Waits for an entry with such a message. */
  logged: (message: RegExp) => Promise<Entry>;
  /** Waits until it listens. */
  origin: () => Promise<string>;
  /** The exit code, once it has ended and all that it wrote was read; null where a signal ended it. */
  ended: Promise<number | null>;
}>;

const { NODE_V8_COVERAGE } = process.env;

const linesOf = (text: string): ReadonlyArray<string> => text.split('\n').slice(0, -1);

export const mainOf = (
  program:
    | 'programs/receiver'
    | 'programs/announcer'
    | 'programs/poller'
    | `cli/${'send' | 'pretty' | 'poll' | 'page' | 'status' | 'replay' | 'announce'}`,
): string => fileURLToPath(new URL(`../../service/${program}/main.ts`, import.meta.url));

/**
 * Runs Node with these arguments until the test is over. Of the developer's own settings it gets none: nothing of this
 * process's environment but what coverage needs, and a working directory without a `.env`.
 */
export const startProgram = (
  { teardown }: Owner,
  argv: ReadonlyArray<string>,
  { env = {}, cwd = import.meta.dirname, stdin, stdout, shell }: Options = {},
): Program => {
  const [command, ...parameters] =
    shell === undefined
      ? [process.execPath, ...argv]
      : ['sh', '-c', `${shell} && exec "$0" "$@"`, process.execPath, ...argv];
  const child: ChildProcess = spawn(command, parameters, {
    cwd,
    env: { ...(NODE_V8_COVERAGE === undefined ? {} : { NODE_V8_COVERAGE }), PORT: '0', BOARD_PORT: '0', ...env },
    stdio: ['pipe', stdout ?? 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  teardown(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  // A program that does not read its input may end before it is written.
  child.stdin?.on('error', () => undefined).end(stdin);
  const written = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));

  const lines = () => [...linesOf(written.stdout), ...linesOf(written.stderr).map((line) => `stderr: ${line}`)];
  const entries = () => lines().map((line) => JSON.parse(line) as Entry);

  const awaited = <A>(find: () => A | undefined): Promise<A> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found !== undefined) {
          child.stdout?.off('data', look);
          resolve(found);
        }
      };
      child.stdout?.on('data', look);
      look();
      void ended.then((code) => {
        reject(new Error(`ended with ${code ?? 'a signal'}: ${written.stdout}${written.stderr}`));
      });
    });

  return {
    child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    lines,
    entries,
    logged: (message) => awaited(() => entries().find((entry) => message.test(entry.message))),
    origin: () =>
      awaited(() => {
        const [, port] = /Listening on port (\d+)/.exec(written.stdout) ?? [];
        return port === undefined ? undefined : `http://127.0.0.1:${port}`;
      }),
    ended,
  };
};
