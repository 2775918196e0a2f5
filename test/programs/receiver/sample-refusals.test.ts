import test from 'ava';
import fc from 'fast-check';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import type { Refusal } from '../../../service/programs/receiver/refusal-entry.ts';
import { sampleRefusals } from '../../../service/programs/receiver/sample-refusals.ts';

const invalid: Refusal = { _tag: 'InvalidToken' };
const missing: Refusal = { _tag: 'MissingToken' };
const second = 1000;
const minute = 60 * second;
const noon = Date.parse('2026-03-02T12:00:00Z');

const sampled = () => {
  const clock = { time: noon };
  const entries: LogEntry[] = [];
  const { report, writePending } = sampleRefusals({
    now: () => new Date(clock.time),
    write: (entry) => () => Promise.resolve(entries.push(entry)),
  });
  return {
    refuse: async (refusal: Refusal, times = 1) => {
      for (let time = 0; time < times; time += 1) await report(refusal, `address ${time}`)();
    },
    pass: (milliseconds: number) => (clock.time += milliseconds),
    writePending,
    counts: () => entries.map(({ payload }) => [payload?.['reason'], payload?.['refusals']]),
    entries,
  };
};

const one = ['invalid_token', 1];

test('writes each of the first 100 refusals of a minute', async (t) => {
  const { refuse, pass, counts } = sampled();
  await refuse(invalid, 100);
  t.deepEqual(counts(), Array(100).fill(one));
  pass(minute);
  await refuse(invalid, 100);
  t.deepEqual(counts(), Array(200).fill(one));
});

test('then writes one a second for each reason, which counts what was left out before it', async (t) => {
  const { refuse, pass, counts } = sampled();
  await refuse(invalid, 140);
  await refuse(missing, 3);
  t.deepEqual(counts().slice(100), [['missing_token', 1]]);
  pass(second);
  await refuse(invalid, 5);
  await refuse(missing, 1);
  t.deepEqual(counts().slice(101), [
    ['invalid_token', 41],
    ['missing_token', 3],
  ]);
});

test('counts what is left in the first entry after a flood, however much later', async (t) => {
  const { refuse, pass, counts } = sampled();
  await refuse(invalid, 150);
  pass(60 * minute);
  await refuse(invalid, 1);
  t.deepEqual(counts().at(-1), ['invalid_token', 51]);
});

test('says in a sentence how many an entry stands for, and where the last came from', async (t) => {
  const { refuse, writePending, entries } = sampled();
  await refuse(invalid, 103);
  writePending();
  t.is(entries[0]?.message, 'Refused a delivery: invalid token');
  t.like(entries.at(-1), {
    message: 'Refused 3 deliveries: invalid token',
    payload: { refusals: 3, clientAddress: 'address 102' },
  });
});

test('writes what is pending once', async (t) => {
  const { refuse, writePending, entries } = sampled();
  await refuse(invalid, 103);
  writePending();
  writePending();
  t.is(entries.length, 101);
});

test('counts every refusal exactly once, in bounded entries', async (t) => {
  const steps = fc.array(
    fc.record({
      refusal: fc.constantFrom(invalid, missing),
      times: fc.integer({ min: 1, max: 300 }),
      later: fc.integer({ min: -second, max: minute }),
    }),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (floods) => {
      const { refuse, pass, writePending, counts } = sampled();
      for (const { refusal, times, later } of floods) {
        await refuse(refusal, times);
        pass(later);
      }
      writePending();
      const sum = counts().reduce((total, [, refusals]) => total + Number(refusals), 0);
      t.is(
        sum,
        floods.reduce((total, { times }) => total + times, 0),
      );
      // At most 100 in each minute that was touched, one for each flood, and what was pending of two reasons.
      t.true(counts().length <= 101 * floods.length + 2);
    }),
    { numRuns: 50 },
  );
});
