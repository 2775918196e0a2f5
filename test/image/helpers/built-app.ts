import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { bundle } from '../../../image/bundle.ts';

export const runBuildScript = async (name: string, ...argv: ReadonlyArray<string>): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join('image', name), ...argv]);
  return stdout;
};

/** Bundles into a directory of the test file's own, with a code cache made by this Node. */
export const builtApp = async (): Promise<Readonly<{ app: string; sourceMaps: string }>> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'statuswatch-build-'));
  test.after.always(() => {
    rmSync(directory, { recursive: true });
  });
  const app = path.join(directory, 'app');
  await bundle(directory);
  await runBuildScript('make-code-cache.ts', app);
  return { app, sourceMaps: path.join(directory, 'source-maps') };
};
