import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const pollIntervalInMilliseconds = 500;

/** A file's bytes and then, until the process ends, what is appended to it. A file that became shorter is read from its start. */
export async function* followFile(file: string): AsyncGenerator<Buffer> {
  let position = 0;
  for (;;) {
    const { size } = await stat(file);
    if (size < position) position = 0;
    if (size > position) {
      for await (const chunk of createReadStream(file, { start: position, end: size - 1 })) {
        position += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    }
    await setTimeout(pollIntervalInMilliseconds);
  }
}

/** Splits text into pieces that are whole: each line, or all of a JSON array, which spans many lines. */
export async function* wholePieces(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pending = '';
  let isArray: boolean | undefined;
  for await (const chunk of chunks) {
    pending += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    if (isArray === undefined && pending.trim() !== '') isArray = pending.trimStart().startsWith('[');
    if (isArray === true) continue;
    const end = pending.lastIndexOf('\n') + 1;
    yield* pending.slice(0, end).split('\n').slice(0, -1);
    pending = pending.slice(end);
  }
  if (pending.trim() !== '') yield pending;
}
