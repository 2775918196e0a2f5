import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import { jsonLine } from '../../../service/logging/json-line.ts';
import { logEntryOf } from '../../helpers/push.ts';
import { component, incident, now } from '../../helpers/rehearsed-events.ts';
import { mainOf, startProgram } from '../../helpers/start-program.ts';

const line = jsonLine(O.none);
const lineOf = (event: typeof incident | typeof component) =>
  line(eventEntry({ event, violations: [], trace: O.none }, now));

const pretty = (t: ExecutionContext, argv: ReadonlyArray<string>, stdin = '') =>
  startProgram(t, [mainOf('cli/pretty'), ...argv], { stdin: Buffer.from(stdin) });

test('prints the lines that the receiver wrote, one each', async (t) => {
  const { ended, stdout } = pretty(t, [], `${lineOf(incident)}\n${lineOf(component)}\n`);
  t.is(await ended, 0);
  t.regex(stdout(), /^.*WARNING .*"Delays in Actions".*investigating.*\n.*component "Actions".*\n$/);
});

test('prints what gcloud logging read prints', async (t) => {
  const { ended, stdout } = pretty(t, [], JSON.stringify([logEntryOf(incident), logEntryOf(component)], null, 2));
  t.is(await ended, 0);
  t.is(stdout().trimEnd().split('\n').length, 2);
});

test('selects by provider and time', async (t) => {
  const lines = `${lineOf(incident)}\n${lineOf({ ...component, provider: 'Stripe' })}\n`;
  const byProvider = pretty(t, ['--provider', 'stripe'], lines);
  const byTime = pretty(t, ['--since', '2026-03-01T10:00:03Z'], lines);
  await Promise.all([byProvider.ended, byTime.ended]);
  t.regex(byProvider.stdout(), /^.*Stripe component.*\n$/);
  t.regex(byTime.stdout(), /^.*Stripe component.*\n$/);
});

test('prints what is appended to a file that it follows', async (t) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-pretty-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const file = path.join(directory, 'stored.jsonl');
  await writeFile(file, `${lineOf(incident)}\n`);
  const { child, stdout } = pretty(t, ['--follow', file]);
  const printed = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (stdout().includes(text)) resolve();
      };
      child.stdout?.on('data', look);
      look();
    });
  await printed('Delays in Actions');
  await appendFile(file, `${lineOf(component)}\n`);
  await printed('component "Actions"');
  t.pass();
});

test('counts what is no entry, and says what is wrong with an option', async (t) => {
  const odd = pretty(t, [], `nonsense\n${lineOf(incident)}\n`);
  const wrong = pretty(t, ['--since', 'yesterday']);
  t.is(await odd.ended, 1);
  t.regex(odd.stdout(), /Delays in Actions/);
  t.is(odd.stderr(), 'pretty: skipped what is not a log entry: 1\n');
  t.is(await wrong.ended, 2);
  t.regex(wrong.stderr(), /^pretty: invalid --since: expected a duration/);
});
