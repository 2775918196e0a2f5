import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';

type Ended = Readonly<{ code: number | null; stdout: string; stderr: string }>;

export const program = fileURLToPath(new URL('../../../service/send/main.ts', import.meta.url));

// Only what concerns the program is passed on, so that nobody's own settings decide a test.
const { NODE_V8_COVERAGE } = process.env;

export const startSend = (argv: ReadonlyArray<string>, environment: Readonly<Record<string, string>> = {}) =>
  spawn(process.execPath, [program, ...argv], {
    env: { ...(NODE_V8_COVERAGE === undefined ? {} : { NODE_V8_COVERAGE }), ...environment },
  });

export const runSend = async (
  argv: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {},
  input: Uint8Array = Buffer.of(),
): Promise<Ended> => {
  const child = startSend(argv, environment);
  // A program that does not read its input may end before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
};
