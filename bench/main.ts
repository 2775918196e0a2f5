import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { attacks } from './attacks.ts';
import { board } from './board.ts';
import { boardPage } from './board-page.ts';
import { coldStart } from './cold-start.ts';
import { memory } from './memory.ts';
import { poll } from './poll.ts';
import { type Subjects, subjectsIn } from './programs.ts';
import { throughput } from './throughput.ts';

// The logging library would look for Google's metadata server.
process.env['METADATA_SERVER_DETECTION'] ??= 'none';

const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-bench-'));

const benches = new Map<string, (subjects: Subjects) => Promise<string>>([
  ['cold-start', ({ receiver }) => coldStart(receiver)],
  ['throughput', ({ receiver }) => throughput(receiver)],
  ['memory', ({ receiver }) => memory(receiver)],
  ['attacks', ({ receiver }) => attacks(receiver)],
  ['poll', ({ poller }) => poll(poller)],
  ['board', board],
  ['board-page', (subjects) => boardPage(subjects, directory)],
]);

const requested = process.argv.slice(2);
const unknown = requested.filter((name) => !benches.has(name));
if (unknown.length > 0) {
  process.stderr.write(
    `bench: unknown benchmark ${unknown.join(', ')} (available: ${[...benches.keys()].join(', ')})\n`,
  );
  await rm(directory, { recursive: true });
  process.exit(2);
}

try {
  const subjects = await subjectsIn(directory);
  process.stdout.write(
    `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`,
  );
  for (const [name, bench] of benches) {
    if (requested.length === 0 || requested.includes(name)) process.stdout.write(`\n${await bench(subjects)}\n`);
  }
} finally {
  await rm(directory, { recursive: true });
}
