import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { programs } from './programs.ts';
import type { WarmUp } from './warm-up.ts';

const startTimeoutInMilliseconds = 10_000;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const waitUntilListening = async (origin: string): Promise<void> => {
  const timeout = AbortSignal.timeout(startTimeoutInMilliseconds);
  while (
    !(await fetch(origin, { signal: timeout }).then(
      () => true,
      () => false,
    ))
  ) {
    timeout.throwIfAborted();
    await setTimeout(10);
  }
};

/** V8 caches only the functions that it has compiled, so the cache is made after the program has answered requests. */
const makeCodeCache = async (app: string, name: string, { settings, warmUp }: WarmUp): Promise<void> => {
  const filename = path.join(app, 'service/programs', name, 'main.cjs');
  rmSync(`${filename}.cache`, { force: true });
  const port = await freePort();
  Object.assign(process.env, settings, { PORT: `${port}` });
  process.argv.splice(2, Infinity, name);
  const script = createRequire(import.meta.url)(path.join(app, 'boot.cjs')) as Script;
  const origin = `http://127.0.0.1:${port}`;
  await waitUntilListening(origin);
  await warmUp(origin);
  const code = script.createCachedData();
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(crc32(code, crc32(readFileSync(filename))));
  writeFileSync(`${filename}.cache`, Buffer.concat([code, checksum]));
};

const [, , directory = 'dist/app', name] = process.argv;
const app = path.resolve(directory);
const program = programs[name ?? ''];
if (name !== undefined && program !== undefined) {
  // Once the program runs, its own handlers deal with uncaught errors: report ours here.
  await program()
    .then((warmUp) => makeCodeCache(app, name, warmUp))
    .then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${inspect(error)}\n`);
        process.exit(1);
      },
    );
}
for (const each of Object.keys(programs)) {
  // One process each, without the builder's environment or a .env file.
  execFileSync(process.execPath, [...process.execArgv, import.meta.filename, app, each], {
    cwd: app,
    env: {},
    encoding: 'utf8',
  });
}
