import { Writable } from 'node:stream';
import test from 'ava';
import { lineWriter, type WriteCallback } from '../../service/logging/line-writer.ts';

type Batch = Readonly<{ lines: string; done: WriteCallback }>;

/** A destination whose reader takes a batch only when the test calls `done`. */
const destinationOf = (batches: Batch[], highWaterMark = 100): Writable =>
  new Writable({
    highWaterMark,
    write: (chunk: Buffer, _encoding, done) => {
      batches.push({ lines: chunk.toString(), done });
    },
  });

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const nothing = (): void => undefined;

test('hands over all lines of a turn in one write, in their order', async (t) => {
  const batches: Batch[] = [];
  const { write } = lineWriter(destinationOf(batches));
  for (const line of ['a\n', 'b\n', 'c\n']) write(line, nothing);
  t.is(batches.length, 0);
  await turn();

  t.is(batches[0]?.lines, 'a\nb\nc\n');
});

test('hands over at once what is too much to wait for the end of a turn, and loses and repeats nothing', async (t) => {
  const batches: Batch[] = [];
  const written: string[] = [];
  const { write } = lineWriter(destinationOf(batches));
  const long = `${'x'.repeat(40_000)}\n`;
  for (const line of ['a\n', long, long, 'b\n']) write(line, () => written.push(line));
  t.deepEqual(
    batches.map(({ lines }) => lines),
    [`a\n${long}${long}`],
  );
  batches[0]?.done(null);
  await turn();
  batches[1]?.done(null);
  await turn();

  t.is(batches.map(({ lines }) => lines).join(''), `a\n${long}${long}b\n`);
  t.deepEqual(written, ['a\n', long, long, 'b\n']);
});

test('calls back only when the reader has taken the line', async (t) => {
  const batches: Batch[] = [];
  const written: string[] = [];
  const { write } = lineWriter(destinationOf(batches));
  write('a\n', () => written.push('a'));
  write('b\n', () => written.push('b'));
  await turn();
  write('c\n', () => written.push('c'));
  await turn();
  t.deepEqual(written, []);
  batches[0]?.done(null);
  await turn();
  t.deepEqual(written, ['a', 'b']);
  batches[1]?.done(null);
  await turn();

  t.deepEqual(written, ['a', 'b', 'c']);
});

test('tells each line of a batch that it could not be written, and each after it', async (t) => {
  const batches: Batch[] = [];
  const errors: (string | undefined)[] = [];
  const { write } = lineWriter(destinationOf(batches));
  for (const line of ['a\n', 'b\n']) write(line, (error) => errors.push(error?.message));
  await turn();
  batches[0]?.done(new Error('closed'));
  await turn();
  write('c\n', (error) => errors.push(error?.message));
  await turn();

  t.is(errors.length, 3);
  t.true(errors.every((message) => message !== undefined));
});

test('has room until its reader falls behind, and again when it has caught up', async (t) => {
  const batches: Batch[] = [];
  const { write, withBackpressure } = lineWriter(destinationOf(batches, 10));
  let entered = 0;
  const enter = withBackpressure(() => Promise.resolve((entered += 1)));
  t.is(await enter(), 1);
  write('more than ten bytes\n', nothing);
  await turn();
  const waiting = [enter(), enter()];
  await turn();
  t.is(entered, 1);
  batches[0]?.done(null);

  t.deepEqual(await Promise.all(waiting), [2, 3]);
  t.is(await enter(), 4);
});

test('lets nobody wait for a reader that is gone', async (t) => {
  const batches: Batch[] = [];
  const destination = destinationOf(batches, 10);
  const { write, withBackpressure } = lineWriter(destination);
  const enter = withBackpressure(() => Promise.resolve('entered'));
  write('more than ten bytes\n', nothing);
  await turn();
  const waiting = enter();
  destination.destroy();

  t.is(await waiting, 'entered');
  t.is(await enter(), 'entered');
});
