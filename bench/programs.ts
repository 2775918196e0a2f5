import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { bundle } from '../image/bundle.ts';
import { secret } from './deliveries.ts';

/** A program to measure, and the arguments that start it. */
export type Subject = Readonly<{ name: string; nodeArguments: ReadonlyArray<string> }>;

export type Running = Readonly<{
  child: ChildProcess;
  origin: string;
  /** Where the board is, if there is one. */
  board: string | undefined;
  stop: () => Promise<void>;
}>;

export const start = async (
  { nodeArguments }: Subject,
  settings: Readonly<Record<string, string>> = {},
): Promise<Running> => {
  const child = spawn(process.execPath, [...nodeArguments], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      STATUSPAGE_WEBHOOK_SECRET: secret,
      LOG_FORMAT: 'json',
      // As on Cloud Run, without a history and a board of its own.
      K_SERVICE: 'statuswatch',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const { port, board } = await new Promise<Readonly<{ port: string; board: string | undefined }>>(
    (resolve, reject) => {
      let output = '';
      const findPort = (chunk: Buffer): void => {
        output += chunk.toString();
        const [, listening] = /Listening on port (\d+)/.exec(output) ?? [];
        const [, boardUrl] = /Board: (\S+)\. /.exec(output) ?? [];
        if (listening !== undefined) {
          child.stdout.off('data', findPort).resume();
          resolve({ port: listening, board: boardUrl });
        }
      };
      child.stdout.on('data', findPort);
      child.once('exit', () => {
        reject(new Error(`exited before it listened: ${output}`));
      });
    },
  );
  return {
    child,
    origin: `http://127.0.0.1:${port}`,
    board,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};

// From Linux's /proc.
const megabytesOf =
  (field: 'VmRSS' | 'VmHWM') =>
  async ({ child }: Running): Promise<number> => {
    const status = await readFile(`/proc/${child.pid ?? ''}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  };

/** Resident memory in MB. */
export const residentMegabytes = megabytesOf('VmRSS');

/** The most resident memory that the process had so far, in MB. */
export const peakMegabytes = megabytesOf('VmHWM');

/** Each program in three forms: a bare one bundled like it, its sources, and as it is in the image. */
export type Subjects = Readonly<Record<'receiver' | 'poller', ReadonlyArray<Subject>>>;

export const subjectsIn = async (directory: string): Promise<Subjects> => {
  await build({
    entryPoints: ['bare-server', 'bare-poller'].map((name) => path.join(import.meta.dirname, `${name}.ts`)),
    outdir: directory,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
  });
  await bundle(directory);
  const app = path.join(directory, 'app');
  execFileSync(process.execPath, [path.join(import.meta.dirname, '../image/make-code-cache.ts'), app]);
  const dockerfile = await readFile(path.join(import.meta.dirname, '../Dockerfile'), 'utf8');
  const [, entrypoint = '[]'] = /^ENTRYPOINT (\[.*\])$/m.exec(dockerfile) ?? [];
  const flags = (JSON.parse(entrypoint) as string[]).filter((argument) => argument.startsWith('--'));
  const formsOf = (program: string, bare: string, bareName: string): ReadonlyArray<Subject> => [
    { name: bareName, nodeArguments: [path.join(directory, bare)] },
    { name: 'sources', nodeArguments: [path.join(import.meta.dirname, `../service/programs/${program}/main.ts`)] },
    { name: 'image', nodeArguments: [...flags, path.join(app, 'boot.cjs'), program] },
  ];
  return {
    receiver: formsOf('receiver', 'bare-server.cjs', 'bare node:http'),
    poller: formsOf('poller', 'bare-poller.cjs', 'bare fetch and parse'),
  };
};
