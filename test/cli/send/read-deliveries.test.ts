import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { readDeliveries } from '../../../service/cli/send/read-deliveries.ts';
import { scenarios } from '../../../service/cli/send/scenarios.ts';

const now = new Date('2026-03-04T05:06:07.890Z');
const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x0d, 0x0a, 0xff, 0x00, 0x7d]);

const dependencies = {
  standardInput: Readable.from([]),
  currentTime: () => now,
  newId: () => 'abcdefghijkl',
  pageId: 'zyxwvutsrqpo',
};

for (const [name, { deliveries }] of Object.entries(scenarios)) {
  test(`gives the deliveries of the scenario ${name} as JSON`, async (t) => {
    t.deepEqual(
      await readDeliveries(dependencies)(name)(),
      E.right(
        deliveries({ now, newId: dependencies.newId, pageId: dependencies.pageId }).map(({ label, payload }) => ({
          label,
          body: Buffer.from(JSON.stringify(payload)),
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
  t.deepEqual(await readDeliveries(dependencies)(file)(), E.right([{ label: file, body: bytes }]));
});

test('gives the bytes of standard input unchanged', async (t) => {
  const standardInput = Readable.from([bytes.subarray(0, 4), bytes.subarray(4)]);
  t.deepEqual(
    await readDeliveries({ ...dependencies, standardInput })('-')(),
    E.right([{ label: 'standard input', body: bytes }]),
  );
});

test('says why a file cannot be read', async (t) => {
  t.deepEqual(
    await readDeliveries(dependencies)('no-such-file.json')(),
    E.left({
      _tag: 'UnreadableSource',
      source: 'no-such-file.json',
      reason: "ENOENT: no such file or directory, open 'no-such-file.json'",
    }),
  );
});

test('takes the name of what every object has as a file', async (t) => {
  t.like(await readDeliveries(dependencies)('constructor')(), { left: { _tag: 'UnreadableSource' } });
});

test('says that standard input broke off', async (t) => {
  const standardInput = new Readable({
    read() {
      this.destroy(new Error('EISDIR: illegal operation on a directory, read'));
    },
  });
  t.deepEqual(
    await readDeliveries({ ...dependencies, standardInput })('-')(),
    E.left({ _tag: 'UnreadableSource', source: '-', reason: 'EISDIR: illegal operation on a directory, read' }),
  );
});
