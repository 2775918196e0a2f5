import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { finished } from 'node:stream/promises';

type Settings = Readonly<{
  file: string;
  /** Called for each line, without its end. */
  onLine: (line: string) => void;
  /** A file that has such lines is written anew without them. */
  isExpired: (line: string) => boolean;
}>;

const chunkBytes = 64 * 1024;
const newline = 0x0a;

// A process that was killed can leave half a line, which the next one would be glued to.
const truncateToLastNewline = async (handle: FileHandle): Promise<void> => {
  const { size } = await handle.stat();
  const buffer = Buffer.alloc(chunkBytes);
  let end = size;
  let found = -1;
  while (end > 0 && found === -1) {
    const start = Math.max(0, end - chunkBytes);
    const { bytesRead } = await handle.read(buffer, 0, end - start, start);
    found = buffer.subarray(0, bytesRead).lastIndexOf(newline);
    end = found === -1 ? start : start + found + 1;
  }
  if (end < size) await handle.truncate(end);
};

const linesOf = (file: string): Interface => createInterface({ input: createReadStream(file), crlfDelay: Infinity });

const syncDirectory = async (file: string): Promise<void> => {
  const directory = await open(path.dirname(file));
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
};

const temporaryOf = (file: string): string => `${file}.compacting`;

const compact = async ({ file, isExpired }: Settings): Promise<void> => {
  const output = createWriteStream(temporaryOf(file), { flush: true });
  for await (const line of linesOf(file)) {
    if (!isExpired(line) && !output.write(`${line}\n`)) {
      await new Promise<void>((resolve) => {
        output.once('drain', resolve).once('error', () => {
          resolve();
        });
      });
    }
  }
  output.end();
  await finished(output);
  await rename(temporaryOf(file), file);
  await syncDirectory(file);
};

/** Opens a file of lines for appending, created where there is none: a line that was cut short goes, then what has expired. */
export const openLines = async (settings: Settings): Promise<Readonly<{ handle: FileHandle; size: number }>> => {
  const { file, onLine, isExpired } = settings;
  await rm(temporaryOf(file), { force: true });
  const whole = await open(file, 'a+', 0o600);
  try {
    await truncateToLastNewline(whole);
  } finally {
    await whole.close();
  }
  let hasExpired = false;
  for await (const line of linesOf(file)) {
    if (isExpired(line)) hasExpired = true;
    else onLine(line);
  }
  if (hasExpired) await compact(settings);
  const handle = await open(file, 'r+');
  return { handle, size: (await handle.stat()).size };
};
