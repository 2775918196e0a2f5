import { writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import path from 'node:path';
import autocannon from 'autocannon';
import * as O from 'fp-ts/lib/Option.js';
import { eventEntry } from '../service/logging/event-entry.ts';
import { jsonLine } from '../service/logging/json-line.ts';
import { ninetyDays } from './ninety-days.ts';
import { type Running, start, type Subjects } from './programs.ts';
import { median, table } from './statistics.ts';

const providers = 30;
const starts = 9;
const rounds = 5;
const connections = 64;
const secondsEach = 2;

const compressed = { 'Accept-Encoding': 'gzip' };

const historyLines = (): string => {
  const lineOf = jsonLine(O.none);
  return ninetyDays(providers, new Date())
    .map(({ at, event }) => lineOf(eventEntry({ event, violations: [], trace: O.none }, at)))
    .join('');
};

const bytesOf = (url: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    get(url, { headers: compressed }, (response) => {
      const chunks: Buffer[] = [];
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          resolve(Buffer.concat(chunks));
        });
    }).on('error', reject);
  });

type Load = Readonly<{ requestsPerSecond: number; p50: number; p99: number }>;

const load = async (url: string): Promise<Load> => {
  const result = await autocannon({ url, headers: compressed, connections, duration: secondsEach });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return { requestsPerSecond: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
};

/** The weight of the board with 30 providers and 90 days, how soon it is there, and how it bears load beside a bare server of the same bytes. */
export const boardPage = async ({ receiver }: Subjects, directory: string): Promise<string> => {
  const image = receiver.at(-1);
  if (image === undefined) throw new Error('nothing to measure');
  const file = path.join(directory, 'history.jsonl');
  const settings = { K_SERVICE: '', HISTORY_FILE: file, BOARD_PORT: '0' };
  await writeFile(file, historyLines());

  const addressOf = ({ board }: Running): string => `${board ?? ''}/`;
  const milliseconds: number[] = [];
  for (let round = 0; round < starts; round += 1) {
    const begin = performance.now();
    const running = await start(image, settings);
    await bytesOf(addressOf(running));
    milliseconds.push(performance.now() - begin);
    await running.stop();
  }

  const running = await start(image, settings);
  const page = await bytesOf(addressOf(running));
  const whole = await (await fetch(addressOf(running))).text();
  const pageFile = path.join(directory, 'page.html.gz');
  await writeFile(pageFile, page);
  const bare = await start(
    { name: 'bare', nodeArguments: [path.join(import.meta.dirname, 'bare-page.ts')] },
    { PAGE_FILE: pageFile },
  );
  const subjects = [
    ['bare node:http, the same bytes', `${bare.origin}/`],
    ['board', addressOf(running)],
  ] as const;
  const loads = new Map<string, Load[]>(subjects.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, url] of subjects) loads.get(name)?.push(await load(url));
  }
  await bare.stop();
  await running.stop();
  return [
    table(
      [`board, ${providers} providers, 90 days`, 'median'],
      [
        ['spawn → first page, ms', median(milliseconds)],
        ['page, kB', whole.length / 1000],
        ['page compressed, kB', page.length / 1000],
      ],
    ),
    table(
      [`board, ${connections} connections`, 'median requests/s', 'p50 ms', 'p99 ms'],
      [...loads].map(([name, list]) => [
        name,
        median(list.map(({ requestsPerSecond }) => requestsPerSecond)),
        median(list.map(({ p50 }) => p50)),
        median(list.map(({ p99 }) => p99)),
      ]),
    ),
  ].join('\n\n');
};
