import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import { builtApp, runBuildScript } from './helpers/built-app.ts';

const built = builtApp();

test('fails if a program does not answer as expected', async (t) => {
  const { app } = await built;
  const file = path.join(app, 'service/programs/receiver/main.cjs');
  const bundle = await readFile(file, 'utf8');
  const wrong = bundle.replace('"unrecognised"?202:200', '"unrecognised"?204:200');
  t.not(wrong, bundle);
  await writeFile(file, wrong);
  await t.throwsAsync(runBuildScript(t, 'make-code-cache.ts', app), { message: /204 !== 202/ });
});
