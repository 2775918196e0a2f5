import { createReadStream } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { parseStoredEntries } from '../../history/parse-stored-entries.ts';
import { storedLogEntry } from '../../history/stored-log-entry.ts';
import type { StoredEntry } from '../../history/to-recorded.ts';
import { prettyLine } from '../../logging/pretty-line.ts';
import { type Options, parseArguments } from './parse-arguments.ts';
import { followFile, wholePieces } from './read-chunks.ts';

const usage = `Print stored log entries one per line, as the receiver prints them on a terminal.

Usage: npm run pretty -- [options] [file]

Reads a file or standard input: JSON lines as the receiver writes them, or what
  gcloud logging read FILTER --format=json
prints.

Options:
  --provider <name>  only entries of this provider, such as GitHub
  --since <time>     only entries from then on: 30m, 2h, 7d or 2026-03-02T12:00Z
  -f, --follow       keep printing what is appended to the file
  -h, --help         print this help`;

const isSelected =
  ({ provider, since }: Options) =>
  ({ labels, timestamp }: StoredEntry): boolean =>
    (O.isNone(provider) || labels['provider']?.toLowerCase() === provider.value.toLowerCase()) &&
    (O.isNone(since) || timestamp >= since.value);

const chunksOf = ({ file, follow }: Options): AsyncIterable<Uint8Array | string> =>
  pipe(
    file,
    O.match(
      (): AsyncIterable<Uint8Array | string> => process.stdin,
      (name) => (follow ? followFile(name) : createReadStream(name)),
    ),
  );

const print = async (options: Options): Promise<0 | 1> => {
  const lineOf = prettyLine(process.stdout, () => new Date());
  const selected = isSelected(options);
  let skipped = 0;
  for await (const piece of wholePieces(chunksOf(options))) {
    for (const entry of parseStoredEntries(piece)) {
      if (E.isLeft(entry)) {
        skipped += 1;
      } else if (selected(entry.right)) {
        process.stdout.write(lineOf(storedLogEntry(entry.right)));
      }
    }
  }
  if (skipped > 0) process.stderr.write(`pretty: skipped what is not a log entry: ${skipped}\n`);
  return skipped > 0 ? 1 : 0;
};

const fail = (message: string): 2 => {
  process.stderr.write(`pretty: ${message}\nTry "npm run pretty -- --help".\n`);
  return 2;
};

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

process.exitCode = await pipe(
  parseArguments(process.argv.slice(2), new Date()),
  E.match(
    (message) => Promise.resolve(fail(message)),
    (options): Promise<number> => {
      if (options.help) {
        process.stdout.write(`${usage}\n`);
        return Promise.resolve(0);
      }
      return print(options).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
    },
  ),
);
