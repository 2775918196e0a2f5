import test from 'ava';
import fc from 'fast-check';
import { live, lives } from './helpers/drill.ts';
import { figuresOf, laws } from './helpers/drill-laws.ts';

const numRuns = 12;

test('misses nothing that a page says over weeks and repeats nothing, whatever is lost, late, doubled or stopped', async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  let lived = 0;
  const totals = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      const outcome = await live(life);
      for (const law of laws) t.deepEqual(law(outcome), [], law.name);
      for (const [name, count] of Object.entries(figuresOf(outcome))) totals.set(name, (totals.get(name) ?? 0) + count);
      lived += 1;
    }),
    // A busy machine lives fewer of them.
    { numRuns, seed, interruptAfterTimeLimit: 50_000 },
  );
  t.log(`${lived} lives of ${numRuns}, seed ${seed}`);
  t.true(lived > 0);
  for (const [name, count] of totals) t.log(`${name}: ${count}`);
});
