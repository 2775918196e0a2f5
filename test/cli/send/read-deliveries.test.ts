import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { readDeliveries } from '../../../service/cli/send/read-deliveries.ts';
import { scenarios } from '../../../service/rehearsal/scenarios.ts';

const now = new Date('2026-03-04T05:06:07.890Z');
const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x0d, 0x0a, 0xff, 0x00, 0x7d]);

const dependencies = {
  standardInput: Readable.from([]),
  currentTime: () => now,
  newId: () => 'abcdefghijkl',
  pageId: 'zyxwvutsrqpo',
  burstSize: 3,
  directory: tmpdir(),
};

for (const [name, { deliveries, isBurst }] of Object.entries(scenarios)) {
  test(`gives the deliveries of the scenario ${name} as JSON`, async (t) => {
    t.deepEqual(
      await readDeliveries(dependencies)([name])(),
      E.right(
        deliveries({ now, ...dependencies }).map(({ label, payload }) => ({
          label,
          body: Buffer.from(JSON.stringify(payload)),
          ...(isBurst === true && { isImmediate: true }),
        })),
      ),
    );
  });
}

test('gives the bytes of a file unchanged', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const file = join(folder, 'incident');
  await writeFile(file, bytes);
  t.deepEqual(await readDeliveries(dependencies)([file])(), E.right([{ label: file, body: bytes }]));
});

test('gives the bytes of standard input unchanged', async (t) => {
  const standardInput = Readable.from([bytes.subarray(0, 4), bytes.subarray(4)]);
  t.deepEqual(
    await readDeliveries({ ...dependencies, standardInput })(['-'])(),
    E.right([{ label: 'standard input', body: bytes }]),
  );
});

test('says why a file cannot be read', async (t) => {
  t.deepEqual(
    await readDeliveries(dependencies)(['no-such-file.json'])(),
    E.left({
      _tag: 'UnreadableSource',
      source: 'no-such-file.json',
      reason: `ENOENT: no such file or directory, stat '${join(tmpdir(), 'no-such-file.json')}'`,
    }),
  );
});

test('takes the name of what every object has as a file', async (t) => {
  t.like(await readDeliveries(dependencies)(['constructor'])(), { left: { _tag: 'UnreadableSource' } });
});

test('says that standard input broke off', async (t) => {
  const standardInput = new Readable({
    read() {
      this.destroy(new Error('EISDIR: illegal operation on a directory, read'));
    },
  });
  t.deepEqual(
    await readDeliveries({ ...dependencies, standardInput })(['-'])(),
    E.left({ _tag: 'UnreadableSource', source: '-', reason: 'EISDIR: illegal operation on a directory, read' }),
  );
});

const folderWith = async (t: ExecutionContext, files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
};

const textsOf = async (directory: string, ...sources: ReadonlyArray<string>) =>
  pipe(
    await readDeliveries({ ...dependencies, directory })(sources)(),
    E.map((deliveries) => deliveries.map(({ label, body }) => [label, Buffer.from(body).toString()])),
  );

test('gives several sources one after another, relative to where the user is', async (t) => {
  const directory = await folderWith(t, { 'b.json': '{"b":1}', 'a/c.txt': '{"c":1}', incident: '{"own":1}' });
  t.deepEqual(
    await textsOf(directory, 'b.json', 'a/c.txt', './incident'),
    E.right([
      ['b.json', '{"b":1}'],
      ['a/c.txt', '{"c":1}'],
      ['./incident', '{"own":1}'],
    ]),
  );
  t.like(await readDeliveries({ ...dependencies, directory })(['component', 'b.json'])(), {
    right: { length: 4, 3: { label: 'b.json' } },
  });
});

test('gives the JSON files of a directory in the order of their names', async (t) => {
  const directory = await folderWith(t, {
    'recorded/2.json': '{"n":2}',
    'recorded/1.JSON': '{"n":1}',
    'recorded/deep/3.ndjson': '{"n":3}\n{"n":4}\n',
    'recorded/notes.md': 'x',
  });
  t.deepEqual(
    await textsOf(directory, 'recorded/'),
    E.right([
      ['recorded/1.JSON', '{"n":1}'],
      ['recorded/2.json', '{"n":2}'],
      ['recorded/deep/3.ndjson:1', '{"n":3}'],
      ['recorded/deep/3.ndjson:2', '{"n":4}'],
    ]),
  );
});

test('says that a directory holds nothing to send', async (t) => {
  const directory = await folderWith(t, { 'empty/notes.md': 'x' });
  t.deepEqual(await textsOf(directory, 'empty'), E.left({ _tag: 'NothingInDirectory', source: 'empty' }));
});

test('gives each line of newline-delimited JSON, of standard input too', async (t) => {
  const lines = '\uFEFF{"n":1}\r\n\n {"n":2}';
  const directory = await folderWith(t, { lines, 'pretty.json': '{\n"n":\n1\n}', 'broken.json': '{"n":1}\n{"n"' });
  const expected = (label: string) =>
    E.right([
      [`${label}:1`, '{"n":1}'],
      [`${label}:3`, '{"n":2}'],
    ]);
  t.deepEqual(await textsOf(directory, 'lines'), expected('lines'));
  t.deepEqual(
    pipe(
      await readDeliveries({ ...dependencies, standardInput: Readable.from([Buffer.from(lines)]) })(['-'])(),
      E.map((deliveries) => deliveries.map(({ label, body }) => [label, Buffer.from(body).toString()])),
    ),
    expected('standard input'),
  );
  t.deepEqual(
    await textsOf(directory, 'pretty.json', 'broken.json'),
    E.right([
      ['pretty.json', '{\n"n":\n1\n}'],
      ['broken.json', '{"n":1}\n{"n"'],
    ]),
  );
});
