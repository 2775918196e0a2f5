import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { exampleDeliveries } from '../../service/programs/receiver/example-deliveries.ts';
import { startProgram } from '../helpers/start-program.ts';
import { builtApp } from './helpers/built-app.ts';

const built = builtApp();
const bundleIn = (directory: string) => path.join(directory, 'service/programs/receiver/main.cjs');
const cacheIn = (directory: string) => `${bundleIn(directory)}.cache`;

const temporary = async (t: ExecutionContext): Promise<string> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-boot-'));
  t.teardown(() => rm(directory, { recursive: true }));
  return directory;
};

const copyOfApp = async (t: ExecutionContext): Promise<string> => {
  const copy = await temporary(t);
  await cp((await built).app, copy, { recursive: true });
  return copy;
};

/** Starts the receiver, sends it a delivery, and returns the messages that it logged. */
const messagesOf = async (t: ExecutionContext, directory: string, flags: ReadonlyArray<string> = []) => {
  const { child, origin, entries, ended } = startProgram(t, [...flags, path.join(directory, 'boot.cjs'), 'receiver'], {
    env: { LOG_LEVEL: 'debug' },
  });
  const body = JSON.stringify(exampleDeliveries.incident.value);
  t.is((await fetch(`${await origin()}/webhook/statuspage`, { method: 'POST', body })).status, 200);
  child.kill();
  await ended;
  return entries().map(({ message }) => message);
};

test('runs a program with the code cache that was made for it', async (t) => {
  t.true((await messagesOf(t, (await built).app)).includes('Code cache: used'));
});

test('starts without a code cache, and says so', async (t) => {
  const copy = await copyOfApp(t);
  await rm(cacheIn(copy));
  t.true((await messagesOf(t, copy)).includes('Code cache: absent'));
});

const damages: Readonly<Record<string, (cache: Buffer) => Buffer>> = {
  'with a wrong byte in its middle': (cache) =>
    cache.fill(~(cache[cache.length >> 1] ?? 0), cache.length >> 1, (cache.length >> 1) + 1),
  'with a wrong first byte': (cache) => cache.fill(~(cache[0] ?? 0), 0, 1),
  'cut in half': (cache) => cache.subarray(0, cache.length >> 1),
  'of a few bytes': () => Buffer.from('cache'),
};
for (const [what, damage] of Object.entries(damages)) {
  test(`rejects a code cache ${what}, and starts`, async (t) => {
    const copy = await copyOfApp(t);
    await writeFile(cacheIn(copy), damage(await readFile(cacheIn(copy))));
    t.true((await messagesOf(t, copy)).includes('Code cache: rejected'));
  });
}

test('starts with an empty code cache', async (t) => {
  const copy = await copyOfApp(t);
  await writeFile(cacheIn(copy), '');
  t.true((await messagesOf(t, copy)).includes('Code cache: absent'));
});

test('rejects the code cache of another bundle of the same length', async (t) => {
  const copy = await copyOfApp(t);
  const bundle = await readFile(bundleIn(copy), 'utf8');
  // esbuild may break a long line inside a string.
  const stopped = new RegExp('Stopped: '.split('').join(String.raw`(?:\\\n)?`));
  await writeFile(
    bundleIn(copy),
    bundle.replace(stopped, (found) => found.replace('S', 's')),
  );
  const messages = await messagesOf(t, copy);
  t.true(messages.includes('Code cache: rejected'));
  t.true(messages.includes('stopped: SIGTERM'));
});

test('starts when V8 rejects the code cache, as it does with other flags', async (t) => {
  t.true((await messagesOf(t, (await built).app, ['--no-opt'])).includes('Code cache: rejected'));
});

test('runs a program as Node would run it', async (t) => {
  const directory = await temporary(t);
  const filename = path.join(directory, 'service/programs/probe/main.cjs');
  await mkdir(path.dirname(filename), { recursive: true });
  await cp('image/boot.cjs', path.join(directory, 'boot.cjs'));
  await writeFile(
    filename,
    `const where = () => new Error().stack.split('\\n')[1].trim();
    const { createServer } = require('node:http');
    process.stdout.write(JSON.stringify([where(), typeof createServer, __filename, __dirname, ...process.argv.slice(1)]));`,
  );
  const outputOf = (...argv: ReadonlyArray<string>) => execFileSync(process.execPath, argv, { encoding: 'utf8' });
  const expected = outputOf(filename, 'an argument');
  t.true(expected.includes(`["at where (${filename}:1:21)","function"`));
  t.is(outputOf(path.join(directory, 'boot.cjs'), 'probe', 'an argument'), expected);
});
