import test from 'ava';
import { serializeByKey } from '../../service/announcing/serialize-by-key.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('runs tasks with the same key one after another, and tasks with different keys concurrently', async (t) => {
  const run = serializeByKey();
  const happened: string[] = [];
  const task = (name: string, turns: number) => async (): Promise<string> => {
    happened.push(`${name} begins`);
    for (let count = 0; count < turns; count += 1) {
      await turn();
    }
    happened.push(`${name} ends`);
    return name;
  };
  const results = await Promise.all([run('a', task('a1', 5))(), run('a', task('a2', 1))(), run('b', task('b1', 1))()]);
  t.deepEqual(results, ['a1', 'a2', 'b1']);
  t.deepEqual(happened, ['a1 begins', 'b1 begins', 'b1 ends', 'a1 ends', 'a2 begins', 'a2 ends']);
});

test('carries on after a rejected task', async (t) => {
  const run = serializeByKey();
  const thrown = run('a', () => Promise.reject(new Error('a defect')))();
  const next = run('a', () => Promise.resolve('next'))();
  await t.throwsAsync(thrown, { message: 'a defect' });
  t.is(await next, 'next');
  t.is(await run('a', () => Promise.resolve('later'))(), 'later');
});
