import test from 'ava';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { memoryHistory } from '../../../service/history/memory-history.ts';
import { historyUnavailable } from '../../../service/history/read-history.ts';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import { polling } from '../../../service/programs/receiver/polling.ts';
import { shouldNotBeCalled } from '../../helpers/should-not-be-called.ts';

const memory = { ...memoryHistory(), isDurable: false, close: T.of(undefined) };

/** Polling no page at all, with a timer that fires when it is told to. */
const started = async (read = memory.read) => {
  const entries: LogEntry[] = [];
  const logged: unknown[] = [];
  const timer = { milliseconds: 0, run: (): void => undefined, isCancelled: false };
  const settled: (() => void)[] = [];
  const settle = (): void => {
    for (const resolve of settled.splice(0)) resolve();
  };
  const { start, stop } = polling({
    addresses: [],
    minutes: 5,
    names: new Map(),
    history: { ...memory, read },
    record: (entry) =>
      TE.fromIO(() => {
        entries.push(entry);
        settle();
      }),
    announce: () => shouldNotBeCalled,
    now: () => new Date(),
    log: (...parts) =>
      T.fromIO(() => {
        logged.push(parts);
        settle();
      }),
    reportDefect: () => shouldNotBeCalled,
    every: (milliseconds, run) => {
      Object.assign(timer, { milliseconds, run });
      return () => {
        timer.isCancelled = true;
      };
    },
  });
  const next = (): Promise<void> => new Promise((resolve) => settled.push(resolve));
  const first = next();
  await start();
  await first;
  return { entries, logged, timer, next, stop };
};

test('polls at the interval', async (t) => {
  const { entries, timer, next } = await started();
  t.is(timer.milliseconds, 300_000);
  t.is(entries.length, 1);
  await new Promise(setImmediate);
  const second = next();
  timer.run();
  await second;
  t.is(entries.length, 2);
});

test('logs why a pass was not completed, and polls again', async (t) => {
  const { entries, logged, timer, next } = await started(() => TE.left(historyUnavailable('the disk is gone')));
  await new Promise(setImmediate);
  const second = next();
  timer.run();
  await second;
  const entry = [
    'ERROR',
    'A pass over the pages was not completed: the disk is gone',
    { reason: 'history_unavailable' },
  ];
  t.deepEqual([entries, logged], [[], [entry, entry]]);
});

test('records nothing once it stops', async (t) => {
  const { entries, timer, stop } = await started();
  await new Promise(setImmediate);
  await stop(1000)();
  t.true(timer.isCancelled);
  timer.run();
  await new Promise(setImmediate);
  t.is(entries.length, 1);
});
