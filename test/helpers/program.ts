import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

type Options = Readonly<{
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  nodeArguments?: ReadonlyArray<string>;
  main?: string;
}>;

export type Program = Readonly<{
  child: ChildProcess;
  origin: string;
  /** The lines so far. */
  lines: ReadonlyArray<string>;
  /** The exit code, once the program has ended and all that it wrote is in `lines`. */
  ended: Promise<number | null>;
}>;

const receiverMain = new URL('../../service/receiver/main.ts', import.meta.url).pathname;

/** Runs a program as a user would, with nothing of this process's environment but the path and what coverage needs. */
export const run = ({ env = {}, cwd, nodeArguments = [], main = receiverMain }: Options = {}) => {
  const child = spawn(process.execPath, [...nodeArguments, main], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      NODE_V8_COVERAGE: process.env['NODE_V8_COVERAGE'],
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const read = once(reader, 'close');
  child.stderr.on('data', (chunk: Buffer) => lines.push(`stderr: ${chunk.toString()}`));
  const ended = once(child, 'exit').then(async ([code]) => {
    await read;
    return code as number | null;
  });
  return { child, reader, lines, ended };
};

/** Runs a program until it says on which port it listens. */
export const started = async (options: Options = {}): Promise<Program> => {
  const { child, reader, lines, ended } = run(options);
  const port = await new Promise<string>((resolve, reject) => {
    reader.on('line', (line) => {
      const [, listening] = /Listening on port (\d+)/.exec(line) ?? [];
      if (listening !== undefined) resolve(listening);
    });
    void ended.then((code) => {
      reject(new Error(`ended with ${code ?? 'a signal'}: ${lines.join('\n')}`));
    });
  });
  return { child, lines, ended, origin: `http://127.0.0.1:${port}` };
};
