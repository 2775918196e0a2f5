import autocannon from 'autocannon';
import { deliveryOf } from './deliveries.ts';
import { residentMegabytes, start, type Subject } from './programs.ts';
import { table } from './statistics.ts';

const deliveries = 200_000;
const samples = 10;

/** Resident memory while a program receives 200,000 deliveries. */
export const memory = async (subjects: ReadonlyArray<Subject>): Promise<string> => {
  const { body, headers } = deliveryOf(3);
  const rows: (string | number)[][] = [];
  for (const subject of subjects) {
    const running = await start(subject);
    const megabytes = [await residentMegabytes(running)];
    for (let sample = 0; sample < samples; sample += 1) {
      await autocannon({
        url: `${running.origin}/webhook/statuspage`,
        method: 'POST',
        body,
        headers: { ...headers },
        connections: 16,
        amount: deliveries / samples,
      });
      megabytes.push(await residentMegabytes(running));
    }
    await running.stop();
    rows.push([subject.name, ...megabytes]);
  }
  const counts = Array.from({ length: samples }, (_, sample) => `${((sample + 1) * deliveries) / samples / 1000}k`);
  return table(['RSS MB after deliveries', 'start', ...counts], rows);
};
