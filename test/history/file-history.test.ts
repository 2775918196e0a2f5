import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type FileHistory, openFileHistory } from '../../service/history/file-history.ts';
import type { Recorded } from '../../service/history/recorded.ts';
import { jsonLine } from '../../service/logging/json-line.ts';
import { operationalEntry } from '../../service/logging/operational-entry.ts';
import { entryAt, incidentVersion, noon } from './helpers/entries.ts';

const lineOf = jsonLine(O.none);
const now = (): Date => noon;
const start = { since: new Date(0) };
const minutesPerDay = 24 * 60;

const directoryFor = async (t: ExecutionContext): Promise<string> => {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'history-'));
  t.teardown(() => rm(directory, { recursive: true }));
  return directory;
};

const fileFor = async (t: ExecutionContext): Promise<string> => path.join(await directoryFor(t), 'history.jsonl');

const opened = async (t: ExecutionContext, file: string, close = true): Promise<FileHistory> => {
  const history = await openFileHistory({ file, now })();
  if (E.isLeft(history)) throw new Error(history.left.reason);
  if (close) t.teardown(history.right.close);
  return history.right;
};

const idsOf = async ({ read }: FileHistory): Promise<ReadonlyArray<string>> => {
  const recorded = await read(start)();
  return E.isRight(recorded)
    ? recorded.right.flatMap((it: Recorded) =>
        it._tag === 'Event' && it.event.kind !== 'component' ? [it.event.incident.id] : [],
      )
    : [];
};

const entry = (id: string, minutes = 0) => entryAt(incidentVersion(id, minutes), minutes);

test('reads back what was appended, in this process and the next', async (t) => {
  const file = await fileFor(t);
  const history = await opened(t, file, false);
  for (const id of ['a', 'b']) t.deepEqual(await history.append(entry(id))(), E.right(undefined));
  t.deepEqual(await idsOf(history), ['a', 'b']);
  await history.close();
  t.is(await readFile(file, 'utf8'), ['a', 'b'].map((id) => lineOf(entry(id))).join(''));
  t.deepEqual(await idsOf(await opened(t, file)), ['a', 'b']);
});

test('keeps the order of entries that are appended at once', async (t) => {
  const file = await fileFor(t);
  const history = await opened(t, file);
  const ids = Array.from({ length: 200 }, (_, index) => `i${index}`);
  await Promise.all(ids.map((id) => history.append(entry(id))()));
  t.deepEqual(await idsOf(history), ids);
  t.is(await readFile(file, 'utf8'), ids.map((id) => lineOf(entry(id))).join(''));
});

test('keeps no entry that is no part of a history', async (t) => {
  const file = await fileFor(t);
  const history = await opened(t, file);
  const append = history.append(operationalEntry(now)('INFO', 'Listening on port 8000'));
  t.deepEqual(await append(), E.right(undefined));
  t.is(await readFile(file, 'utf8'), '');
});

test('removes a line that was cut short, however long', async (t) => {
  const file = await fileFor(t);
  await writeFile(file, `${lineOf(entry('a'))}${'x'.repeat(200_000)}`);
  const history = await opened(t, file);
  await history.append(entry('b'))();
  t.is(await readFile(file, 'utf8'), `${lineOf(entry('a'))}${lineOf(entry('b'))}`);
  t.deepEqual(await idsOf(history), ['a', 'b']);
});

test('empties a file of which no line is whole', async (t) => {
  const file = await fileFor(t);
  await writeFile(file, lineOf(entry('a')).slice(0, 100));
  await opened(t, file);
  t.is(await readFile(file, 'utf8'), '');
});

test('removes at the start what is older than 90 days, and keeps lines that it does not know', async (t) => {
  const file = await fileFor(t);
  const unknown = '{"kind":"from a later version"}\n';
  const kept = lineOf(entry('kept', -89 * minutesPerDay));
  await writeFile(file, [lineOf(entry('expired', -91 * minutesPerDay)), unknown, kept].join(''));
  t.deepEqual(await idsOf(await opened(t, file)), ['kept']);
  t.is(await readFile(file, 'utf8'), `${unknown}${kept}`);
  t.deepEqual(await readdir(path.dirname(file)), ['history.jsonl', 'history.jsonl.lock']);
});

test('ignores what a compaction left that was killed', async (t) => {
  const file = await fileFor(t);
  await writeFile(file, lineOf(entry('a')));
  await writeFile(`${file}.compacting`, 'half');
  t.deepEqual(await idsOf(await opened(t, file)), ['a']);
  t.false((await readdir(path.dirname(file))).includes('history.jsonl.compacting'));
});

test('lets one process at a time have the file', async (t) => {
  const file = await fileFor(t);
  const first = await opened(t, file, false);
  t.deepEqual(await openFileHistory({ file, now })(), {
    _tag: 'Left',
    left: { _tag: 'HistoryUnavailable', reason: 'another process uses this history' },
  });
  await first.close();
  await opened(t, file);
});

test('takes over from a process that was killed, with everything that it appended', async (t) => {
  const file = await fileFor(t);
  const script = `
    import { openFileHistory } from ${JSON.stringify(new URL('../../service/history/file-history.ts', import.meta.url).href)};
    import { entryAt, incidentVersion, noon } from ${JSON.stringify(new URL('helpers/entries.ts', import.meta.url).href)};
    const history = await openFileHistory({ file: ${JSON.stringify(file)}, now: () => noon })();
    await history.right.append(entryAt(incidentVersion('a', 0), 0))();
    process.stdout.write('appended');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  t.teardown(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  t.true(E.isLeft(await openFileHistory({ file, now })()));
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.deepEqual(await idsOf(await opened(t, file)), ['a']);
});

test('fails where the file cannot be opened or locked, and lets go of the lock', async (t) => {
  const directory = await directoryFor(t);
  t.like(await openFileHistory({ file: path.join(directory, 'none', 'history.jsonl'), now })(), {
    left: { reason: 'the history cannot be locked: EACCES' },
  });
  t.like(await openFileHistory({ file: directory, now })(), {
    left: { reason: 'the history cannot be read: EISDIR' },
  });
  t.deepEqual(
    await readdir(path.dirname(directory)).then((names) =>
      names.filter((name) => name.startsWith(`${path.basename(directory)}.`)),
    ),
    [],
  );
});
