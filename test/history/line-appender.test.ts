import type { FileHandle } from 'node:fs/promises';
import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { lineAppender } from '../../service/history/line-appender.ts';

type Write = (lines: Buffer, offset: number, length: number, position: number) => Promise<{ bytesWritten: number }>;

/** A file on a disk that takes at most so many bytes of each write, and after `room` bytes none. */
const fakeFile = (disk: { room: number; bytesPerWrite: number }) => {
  let content = '';
  const write: Write = (lines, offset, length, position) => {
    const bytes = Math.min(length, disk.bytesPerWrite, disk.room - position);
    if (bytes <= 0) return Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    const written = lines.toString('utf8', offset, offset + bytes);
    content = content.slice(0, position) + written + content.slice(position + bytes);
    return Promise.resolve({ bytesWritten: bytes });
  };
  const truncate = (size: number): Promise<void> => {
    content = content.slice(0, size);
    return Promise.resolve();
  };
  return { handle: { write, truncate } as unknown as FileHandle, content: () => content };
};

test('writes whole lines to a disk that takes them in parts', async (t) => {
  const { handle, content } = fakeFile({ room: 1000, bytesPerWrite: 2 });
  const append = lineAppender(handle, 0);
  const results = await Promise.all([append('first\n')(), append('second\n')()]);
  t.true(results.every(E.isRight));
  t.is(content(), 'first\nsecond\n');
});

test('leaves nothing of a line that failed before one that came later', async (t) => {
  const disk = { room: 10, bytesPerWrite: 3 };
  const { handle, content } = fakeFile(disk);
  const append = lineAppender(handle, 0);
  t.true(E.isRight(await append('first\n')()));
  t.like(await append('second\n')(), { left: { _tag: 'AppendFailed', error: { code: 'ENOSPC' } } });
  disk.room = 1000;
  t.true(E.isRight(await append('3\n')()));
  t.is(content(), 'first\n3\n');
});
