import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import { mainOf, startProgram } from './start-program.ts';

const own = 'SLACK_BOT_TOKEN=xoxb-of-the-developer\n';

test('keeps the settings of a developer from a program: the environment, and the .env where the tests run or the program is', async (t) => {
  process.env['SLACK_CHANNEL'] = 'C0123456789';
  const folder = await mkdtemp(path.join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, '.env'), own);
  const main = path.join(folder, 'main.mjs');
  await writeFile(
    main,
    'import { existsSync } from "node:fs"; if (existsSync(".env")) process.loadEnvFile(); delete process.env.NODE_V8_COVERAGE; console.log(JSON.stringify([process.cwd(), process.env]))',
  );
  const settingsOf = async (cwd?: string) => {
    const { ended, stdout } = startProgram(t, [main], { ...(cwd === undefined ? {} : { cwd }), env: { GIVEN: 'yes' } });
    t.is(await ended, 0);
    const [workingDirectory, settings] = JSON.parse(stdout()) as [string, Record<string, string>];
    return { workingDirectory, settings };
  };

  const { workingDirectory, settings } = await settingsOf();
  t.deepEqual(settings, { PORT: '0', BOARD_PORT: '0', GIVEN: 'yes' });
  t.not(workingDirectory, process.cwd());
  t.false(existsSync(path.join(workingDirectory, '.env')));
  t.like((await settingsOf(folder)).settings, { SLACK_BOT_TOKEN: 'xoxb-of-the-developer' });
});

test('tells the exit code once all that was written is read, even what is written after the exit', async (t) => {
  const heir = 'process.stdin.resume().on("end", () => console.log("last"))';
  const program = startProgram(t, [
    '-e',
    `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(heir)}], {
      stdio: ["pipe", "inherit", "inherit"],
    });
    console.error("é");
    process.exit(3);`,
  ]);
  t.is(await program.ended, 3);
  t.deepEqual(program.lines(), ['last', 'stderr: é']);
});

test('tells what a program wrote that ended before it listened', async (t) => {
  const { origin } = startProgram(t, ['-e', 'console.log("no"); console.error("port"); process.exitCode = 1']);
  await t.throwsAsync(origin(), { message: 'ended with 1: no\nport\n' });
});

test('kills a program at the end of its test, even one that does not stop and is not read', async (t) => {
  const teardowns: (() => Promise<void>)[] = [];
  const program = startProgram({ teardown: (end) => teardowns.push(end) }, [
    '-e',
    'process.on("SIGTERM", () => undefined); console.log("Listening on port 1"); setInterval(() => console.log("x".repeat(1e5)))',
  ]);
  t.is(await program.origin(), 'http://127.0.0.1:1');
  program.child.stdout?.pause();
  await Promise.all(teardowns.map((end) => end()));
  t.is(program.child.signalCode, 'SIGKILL');
  t.is(await program.ended, null);
});

test('kills a program that has not begun to listen', async (t) => {
  const teardowns: (() => Promise<void>)[] = [];
  const { child } = startProgram({ teardown: (end) => teardowns.push(end) }, [mainOf('programs/receiver')]);
  await Promise.all(teardowns.map((end) => end()));
  t.is(child.signalCode, 'SIGKILL');
});
