import { deliveryOf } from './deliveries.ts';
import { residentMegabytes, start, type Subject } from './programs.ts';
import { median, table } from './statistics.ts';

const rounds = 21;

type Start = Readonly<{ milliseconds: number; megabytes: number }>;

/** Measures from the spawn to the first 200 to a delivery. */
const startOf = async (subject: Subject): Promise<Start> => {
  const { body, headers } = deliveryOf(2);
  const begin = performance.now();
  const running = await start(subject);
  const { status } = await fetch(`${running.origin}/webhook/statuspage`, { method: 'POST', headers, body });
  const milliseconds = performance.now() - begin;
  if (status !== 200) throw new Error(`${subject.name} answered ${status}`);
  const megabytes = await residentMegabytes(running);
  await running.stop();
  return { milliseconds, megabytes };
};

/** Starts the subjects in turn, round after round, so that changes in the machine's load affect all of them alike. */
export const coldStart = async (subjects: ReadonlyArray<Subject>): Promise<string> => {
  const starts = new Map<Subject, Start[]>(subjects.map((subject) => [subject, []]));
  for (const subject of subjects) await startOf(subject);
  for (let round = 0; round < rounds; round += 1) {
    for (const [subject, measured] of starts) measured.push(await startOf(subject));
  }
  const [bare = []] = starts.values();
  const millisecondsOf = (list: ReadonlyArray<Start>): number[] => list.map(({ milliseconds }) => milliseconds);
  return table(
    ['cold start, spawn → first 200', 'median ms', 'minimum ms', 'ratio', 'RSS MB'],
    [...starts].map(([{ name }, list]) => [
      name,
      median(millisecondsOf(list)),
      Math.min(...millisecondsOf(list)),
      median(list.map(({ milliseconds }, round) => milliseconds / (bare[round]?.milliseconds ?? Number.NaN))),
      median(list.map(({ megabytes }) => megabytes)),
    ]),
  );
};
