import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { bundle } from '../../../image/bundle.ts';
import { type Owner, startProgram } from '../../helpers/start-program.ts';

export const runBuildScript = async (t: Owner, name: string, ...argv: ReadonlyArray<string>): Promise<string> => {
  const { ended, stdout, stderr } = startProgram(t, [path.resolve('image', name), ...argv]);
  if ((await ended) !== 0) throw new Error(stderr());
  return stdout();
};

/** Bundles into a directory of the test file's own, with a code cache made by this Node. */
export const builtApp = async (): Promise<Readonly<{ app: string; sourceMaps: string }>> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'statuswatch-build-'));
  const teardowns: (() => Promise<void>)[] = [];
  test.after.always(async () => {
    await Promise.all(teardowns.map((end) => end()));
    rmSync(directory, { recursive: true });
  });
  const app = path.join(directory, 'app');
  await bundle(directory);
  await runBuildScript({ teardown: (end) => teardowns.push(end) }, 'make-code-cache.ts', app);
  return { app, sourceMaps: path.join(directory, 'source-maps') };
};
