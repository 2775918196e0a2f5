import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { runBuildScript } from './helpers/built-app.ts';

test('prints the size of a directory, and fails above 10 MB', async (t) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-size-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const file = path.join(directory, 'below/file');
  await mkdir(path.dirname(file));
  await writeFile(path.join(directory, '.hidden'), 'x'.repeat(2_000_000));
  await writeFile(file, '');
  await truncate(file, 8_000_000);
  t.is(await runBuildScript(t, 'check-size.ts', directory), '10.00 MB on top of the base image (limit: 10 MB)\n');
  await truncate(file, 8_000_001);
  await t.throwsAsync(runBuildScript(t, 'check-size.ts', directory));
});
