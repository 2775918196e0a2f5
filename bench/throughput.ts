import autocannon from 'autocannon';
import { type Delivery, deliveryOf } from './deliveries.ts';
import { type Running, start, type Subject } from './programs.ts';
import { median, table } from './statistics.ts';

const rounds = 5;
const secondsEach = 2;

type Load = Readonly<{ requestsPerSecond: number; p50: number; p99: number }>;

const load = async ({ origin }: Running, { body, headers }: Delivery, connections: number): Promise<Load> => {
  const result = await autocannon({
    url: `${origin}/webhook/statuspage`,
    method: 'POST',
    body,
    headers: { ...headers },
    connections,
    duration: secondsEach,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return {
    requestsPerSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
};

const interleaved = async (
  subjects: ReadonlyArray<Subject>,
  delivery: Delivery,
  connections: number,
): Promise<ReadonlyArray<ReadonlyArray<Load>>> => {
  const running = await Promise.all(subjects.map((subject) => start(subject)));
  const loads = running.map((): Load[] => []);
  for (const each of running) await load(each, delivery, connections);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, each] of running.entries()) loads[index]?.push(await load(each, delivery, connections));
  }
  for (const { stop } of running) await stop();
  return loads;
};

const rows = (
  what: string,
  subjects: ReadonlyArray<Subject>,
  loads: ReadonlyArray<ReadonlyArray<Load>>,
): (string | number)[][] =>
  subjects.map(({ name }, index) => {
    const list = loads[index] ?? [];
    return [
      `${what}: ${name}`,
      median(list.map(({ requestsPerSecond }) => requestsPerSecond)),
      Math.min(...list.map(({ requestsPerSecond }) => requestsPerSecond)),
      median(
        list.map(
          ({ requestsPerSecond }, round) => requestsPerSecond / (loads[0]?.[round]?.requestsPerSecond ?? Number.NaN),
        ),
      ),
      median(list.map(({ p50 }) => p50)),
      median(list.map(({ p99 }) => p99)),
    ];
  });

/** Requests per second under load, by number of connections and by size of the delivery. */
export const throughput = async (subjects: ReadonlyArray<Subject>): Promise<string> => {
  const head = ['median requests/s', 'minimum', 'ratio', 'p50 ms', 'p99 ms'];
  const byConnections: (string | number)[][] = [];
  for (const connections of [1, 16, 64]) {
    const loads = await interleaved(subjects, deliveryOf(3), connections);
    byConnections.push(...rows(`${connections} connections`, subjects, loads));
  }
  const bySize: (string | number)[][] = [];
  for (const [what, delivery] of [
    ['1 update', deliveryOf(1)],
    ['10 updates', deliveryOf(10)],
    ['100 updates', deliveryOf(100)],
    ['500 updates', deliveryOf(500)],
    ['text of 10 kB', deliveryOf(1, 10_000)],
    ['text of 100 kB', deliveryOf(1, 100_000)],
    ['text of 1 MB', deliveryOf(1, 1_000_000)],
  ] as const) {
    const loads = await interleaved(subjects, delivery, 4);
    bySize.push(...rows(`${what}, ${(delivery.body.length / 1000).toFixed(1)} kB`, subjects, loads));
  }
  return [table(['throughput', ...head], byConnections), table(['by size, 4 connections', ...head], bySize)].join(
    '\n\n',
  );
};
