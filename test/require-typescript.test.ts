import test from 'ava';
import packageJson from '../package.json' with { type: 'json' };
import { mainOf, startProgram } from './helpers/start-program.ts';

const guard = new URL('../require-typescript.cjs', import.meta.url).pathname;

test('says in one line what to do where Node cannot run TypeScript, before anything else runs', async (t) => {
  const { ended, stdout, stderr } = startProgram(t, [
    '--no-strip-types',
    '--require',
    guard,
    mainOf('programs/receiver'),
  ]);
  t.is(await ended, 1);
  t.is(stdout(), '');
  t.is(
    stderr(),
    `Node ${process.version} cannot run TypeScript: run "npm ci" without --ignore-scripts, which brings Node 24, or install Node 24 yourself.\n`,
  );
});

test('leaves alone a Node that can', async (t) => {
  const { ended, stdout } = startProgram(t, ['--require', guard, mainOf('cli/send'), '--list']);
  t.is(await ended, 0);
  t.regex(stdout(), /^incident /);
});

test('runs before every program that npm starts, on a Node that comes with the programs', (t) => {
  const programs = Object.entries(packageJson.scripts).filter(([, script]) => /^node .*\.ts$/.test(script));
  t.true(programs.length > 3);
  for (const [name, script] of programs) {
    t.regex(script, /^node --require \.\/require-typescript\.cjs /, name);
  }
  t.true('node' in packageJson.dependencies);
});
