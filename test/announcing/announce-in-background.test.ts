import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import type { Announcement } from '../../service/announcing/announce.ts';
import { announceInBackground } from '../../service/announcing/announce-in-background.ts';
import type { AnnouncementError } from '../../service/announcing/announcement-error.ts';
import { incident } from '../helpers/rehearsed-events.ts';

type Outcome = E.Either<AnnouncementError, Announcement>;

const announced: Outcome = E.right({ _tag: 'Announced' });
const down: Outcome = E.left({ _tag: 'Unavailable', reason: 'HTTP 500' });
const limited = (seconds: number): Outcome => E.left({ _tag: 'RateLimited', retryAfterInSeconds: O.some(seconds) });

const backgroundWith = (...outcomes: ReadonlyArray<Outcome>) => {
  const left = [...outcomes];
  const pauses: number[] = [];
  const told: string[] = [];
  const background = announceInBackground({
    target: { name: 'Slack', announce: () => () => Promise.resolve(left.shift() ?? down) },
    pause: (milliseconds) => () => {
      pauses.push(milliseconds);
      return milliseconds === Infinity ? new Promise(() => undefined) : Promise.resolve();
    },
    reportDefect: () => T.of(undefined),
    log: (severity, message) => () => {
      told.push(`${severity} ${message.replace(/:.*/, '')}`);
      return Promise.resolve();
    },
  });
  return { ...background, pauses, told };
};

test('announces, and tells it', async (t) => {
  const { enqueue, drain, pauses, told } = backgroundWith(announced);
  enqueue(incident)();
  await drain(Infinity)();
  t.deepEqual([pauses, told], [[Infinity], ['DEBUG Announced']]);
});

test('tries again while Slack is down, and waits as long as Slack wants, within reason', async (t) => {
  const { enqueue, drain, pauses, told } = backgroundWith(down, limited(30), limited(3), limited(10_000), announced);
  enqueue(incident)();
  await drain(Infinity)();
  t.deepEqual(pauses.filter(Number.isFinite), [1000, 30_000, 15_000, 300_000]);
  t.is(told.at(-1), 'DEBUG Announced');
});

test('gives up in the end, and says so', async (t) => {
  const { enqueue, drain, pauses, told } = backgroundWith(E.left({ _tag: 'RateLimited', retryAfterInSeconds: O.none }));
  enqueue(incident)();
  await drain(Infinity)();
  t.is(pauses.filter(Number.isFinite).length, 5);
  t.deepEqual(told.slice(-2), [
    'WARNING Slack is unavailable (HTTP 500); not announced yet',
    'ERROR An event was recorded but not announced',
  ]);
});

test('says at the stop how many it gives up', async (t) => {
  const told: string[] = [];
  const { enqueue, drain } = announceInBackground({
    target: { name: 'Slack', announce: () => () => new Promise(() => undefined) },
    pause: () => T.of(undefined),
    reportDefect: () => T.of(undefined),
    log: (severity, message) => () => {
      told.push(`${severity} ${message}`);
      return Promise.resolve();
    },
  });
  enqueue(incident)();
  enqueue(incident)();
  await drain(7000)();
  t.deepEqual(told, ['ERROR Events recorded but not announced before the shutdown: 2']);
});

test('keeps at most 500 waiting', async (t) => {
  const told: string[] = [];
  const releases: (() => void)[] = [];
  const { enqueue, drain } = announceInBackground({
    target: {
      name: 'Slack',
      announce: () => () =>
        new Promise((resolve) =>
          releases.push(() => {
            resolve(announced);
          }),
        ),
    },
    pause: () => () => new Promise(() => undefined),
    reportDefect: () => T.of(undefined),
    log: (severity, message) => () => {
      told.push(`${severity} ${message}`);
      return Promise.resolve();
    },
  });
  for (let count = 0; count < 501; count += 1) {
    enqueue(incident)();
  }
  await new Promise((resolve) => setImmediate(resolve));
  t.is(releases.length, 500);
  t.deepEqual(told, ['ERROR An event was recorded but not announced: too many are waiting for Slack']);
  releases.forEach((release) => {
    release();
  });
  await drain(7000)();
  t.is(told.length, 501);
});

test('reports a defect and goes on', async (t) => {
  const defect = new Error('a defect');
  const defects: unknown[] = [];
  const { enqueue, drain } = announceInBackground({
    target: { name: 'Slack', announce: () => () => Promise.reject(defect) },
    pause: () => () => new Promise(() => undefined),
    reportDefect: (error) => () => {
      defects.push(error);
      return Promise.resolve();
    },
    log: () => T.of(undefined),
  });
  enqueue(incident)();
  enqueue(incident)();
  await drain(7000)();
  t.deepEqual(defects, [defect, defect]);
});

test('has nothing to wait for where nothing was taken', async (t) => {
  const { drain, told } = backgroundWith();
  await drain(Infinity)();
  t.deepEqual(told, []);
});
