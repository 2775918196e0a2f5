import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { peakMegabytes, type Running, start, type Subject } from './programs.ts';
import { median, table } from './statistics.ts';

const pages = 50;
const rounds = 7;
const laterPasses = 3;

type Served = Readonly<{ origins: ReadonlyArray<string>; kilobytes: number }>;
type Measured = Readonly<{ first: number; later: number; megabytes: number }>;

const passOf = async ({ origin }: Running): Promise<number> => {
  const begin = performance.now();
  const response = await fetch(`${origin}/poll`, { method: 'POST' });
  const text = await response.text();
  const milliseconds = performance.now() - begin;
  if (response.status !== 200 || text.includes('unreadable')) throw new Error(`not polled: ${text}`);
  return milliseconds;
};

const measure = async (subject: Subject, settings: Readonly<Record<string, string>>): Promise<Measured> => {
  const running = await start(subject, { ...settings, K_SERVICE: '' });
  const first = await passOf(running);
  const later: number[] = [];
  for (let pass = 0; pass < laterPasses; pass += 1) later.push(await passOf(running));
  const megabytes = await peakMegabytes(running);
  await running.stop();
  return { first, later: median(later), megabytes };
};

/** A pass over 50 pages that records everything, then passes that find nothing new. */
export const poll = async (subjects: ReadonlyArray<Subject>): Promise<string> => {
  const child = fork(path.join(import.meta.dirname, 'status-pages.ts'), { env: { ...process.env, PAGES: `${pages}` } });
  try {
    const [served] = (await once(child, 'message')) as [Served];
    const settings = { POLL_PAGES: served.origins.join(',') };
    const measured = new Map<Subject, Measured[]>(subjects.map((subject) => [subject, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [subject, list] of measured) list.push(await measure(subject, settings));
    }
    const [bare = []] = measured.values();
    const row = (name: string, list: ReadonlyArray<Measured>, field: 'first' | 'later') => [
      `${field} pass: ${name}`,
      median(list.map((it) => it[field])),
      Math.min(...list.map((it) => it[field])),
      median(list.map((it, round) => it[field] / (bare[round]?.[field] ?? Number.NaN))),
      median(list.map(({ megabytes }) => megabytes)),
    ];
    return table(
      [`${pages} pages of ${served.kilobytes.toFixed(0)} kB`, 'median ms', 'minimum ms', 'ratio', 'peak RSS MB'],
      (['first', 'later'] as const).flatMap((field) => [...measured].map(([{ name }, list]) => row(name, list, field))),
    );
  } finally {
    child.kill();
  }
};
