import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ava = path.join(root, 'node_modules/.bin/ava');

const countsOf = (t: ExecutionContext, source: string): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'statuswatch-'));
  t.teardown(() => {
    rmSync(folder, { recursive: true });
  });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(folder, 'a.test.js'), `import test from 'ava';\n${source}`);
  const { stdout } = spawnSync(process.execPath, [ava], { cwd: folder, env: { PATH: process.env['PATH'] } });
  return execFileSync(path.join(root, '.ci/count-tests'), { input: stdout, encoding: 'utf8' }).trim();
};

const passing = "test('one', (t) => t.pass()); test('two', (t) => t.pass());";

test('counts what passed', (t) => {
  t.is(countsOf(t, passing), '2 0');
});

test('counts what passed beside what failed', (t) => {
  t.is(countsOf(t, `${passing} test('three', (t) => t.fail()); test('four', (t) => t.fail());`), '2 2');
});

test('counts a hook that failed, an exception that nobody caught and a rejection that nobody handled', (t) => {
  t.is(countsOf(t, `${passing} test.after(() => { throw new Error('after'); });`), '2 1');
  t.is(
    countsOf(
      t,
      `${passing} setTimeout(() => { throw new Error('later'); }, 0); test('slow', () => new Promise(() => {}));`,
    ),
    '2 1',
  );
  t.is(countsOf(t, `${passing} void Promise.reject(new Error('unhandled'));`), '2 1');
});

test('counts nothing that was skipped', (t) => {
  t.is(countsOf(t, `${passing} test.skip('three', (t) => t.pass()); test.todo('four');`), '2 0');
});
