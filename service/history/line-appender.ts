import type { FileHandle } from 'node:fs/promises';
import type * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

export type AppendFailed = Readonly<{ _tag: 'AppendFailed'; error: unknown }>;

type Appending = Readonly<{ line: string; resolve: (result: E.Either<AppendFailed, void>) => void }>;

/**
 * Appends lines in their order, those that wait for a write together in the next one. Where a write fails, none of its
 * lines stays in the file, and later ones are written as if it had not been.
 */
export const lineAppender = (
  handle: FileHandle,
  startSize: number,
): ((line: string) => TE.TaskEither<AppendFailed, void>) => {
  let size = startSize;
  let waiting: Appending[] = [];
  let isWriting = false;
  let isTorn = false;

  const writeAll = async (lines: Buffer): Promise<void> => {
    if (isTorn) {
      await handle.truncate(size);
      isTorn = false;
    }
    let written = 0;
    isTorn = true;
    while (written < lines.length) {
      const { bytesWritten } = await handle.write(lines, written, lines.length - written, size + written);
      written += bytesWritten;
    }
    isTorn = false;
    size += lines.length;
  };

  const drain = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      const result = await TE.tryCatch(
        () => writeAll(Buffer.from(batch.map(({ line }) => line).join(''))),
        (error): AppendFailed => ({ _tag: 'AppendFailed', error }),
      )();
      for (const { resolve } of batch) resolve(result);
    }
    isWriting = false;
  };

  return (line) => () =>
    new Promise((resolve) => {
      waiting.push({ line, resolve });
      if (!isWriting) void drain();
    });
};
