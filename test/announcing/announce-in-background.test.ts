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

// Each failure comes a minute after the one before, so that it is logged.
const minutes = () => {
  let count = 0;
  return () => new Date(Date.UTC(2026, 2, 1, 12, (count += 1)));
};

const backgroundWith = (...outcomes: ReadonlyArray<Outcome>) => {
  const left = [...outcomes];
  const pauses: number[] = [];
  const logged: string[] = [];
  const background = announceInBackground({
    now: minutes(),
    target: { name: 'Slack', announce: () => () => Promise.resolve(left.shift() ?? down) },
    pause: (milliseconds) => () => {
      pauses.push(milliseconds);
      return milliseconds === Infinity ? new Promise(() => undefined) : Promise.resolve();
    },
    reportDefect: () => T.of(undefined),
    log: (severity, message) => () => {
      logged.push(`${severity} ${message.replace(/:.*/, '')}`);
      return Promise.resolve();
    },
  });
  return { ...background, pauses, logged };
};

test('announces, and logs it', async (t) => {
  const { enqueue, drain, pauses, logged } = backgroundWith(announced);
  enqueue(incident)();
  await drain(Infinity)();
  t.deepEqual([pauses, logged], [[Infinity], ['INFO Stopping', 'DEBUG Announced']]);
});

test('retries while Slack is down, and waits as long as Slack asks, up to five minutes', async (t) => {
  const { enqueue, drain, pauses, logged } = backgroundWith(down, limited(30), limited(3), limited(10_000), announced);
  enqueue(incident)();
  await drain(Infinity)();
  t.deepEqual(pauses.filter(Number.isFinite), [1000, 30_000, 15_000, 300_000]);
  t.is(logged.at(-1), 'DEBUG Announced');
});

test('gives up after six attempts, and logs it', async (t) => {
  const { enqueue, drain, pauses, logged } = backgroundWith(
    E.left({ _tag: 'RateLimited', retryAfterInSeconds: O.none }),
  );
  enqueue(incident)();
  await drain(Infinity)();
  t.is(pauses.filter(Number.isFinite).length, 5);
  t.deepEqual(logged.slice(-2), [
    'WARNING Slack is unavailable (HTTP 500); not announced yet',
    'ERROR An event was recorded but not announced',
  ]);
});

test('logs how many events it abandons at the shutdown', async (t) => {
  const logged: string[] = [];
  const { enqueue, drain } = announceInBackground({
    now: minutes(),
    target: { name: 'Slack', announce: () => () => new Promise(() => undefined) },
    pause: () => T.of(undefined),
    reportDefect: () => T.of(undefined),
    log: (severity, message) => () => {
      logged.push(`${severity} ${message}`);
      return Promise.resolve();
    },
  });
  enqueue(incident)();
  enqueue(incident)();
  await drain(7000)();
  t.deepEqual(logged, [
    'INFO Stopping: waiting for events to be announced to Slack: 2',
    'ERROR Events recorded but not announced before the shutdown: 2',
  ]);
});

test('keeps at most 500 events waiting', async (t) => {
  const logged: string[] = [];
  const releases: (() => void)[] = [];
  const { enqueue, drain } = announceInBackground({
    now: minutes(),
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
      logged.push(`${severity} ${message}`);
      return Promise.resolve();
    },
  });
  for (let count = 0; count < 501; count += 1) {
    enqueue(incident)();
  }
  await new Promise((resolve) => setImmediate(resolve));
  t.is(releases.length, 500);
  t.deepEqual(logged, [
    'ERROR An event was recorded but not announced: too many events are waiting for Slack: GitHub incident "Delays in Actions": investigating, impact minor (Actions)',
  ]);
  releases.forEach((release) => {
    release();
  });
  await drain(7000)();
  t.is(logged.length, 502);
});

test('reports a defect and carries on', async (t) => {
  const defect = new Error('a defect');
  const defects: unknown[] = [];
  const { enqueue, drain } = announceInBackground({
    now: minutes(),
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

test('has nothing to wait for where nothing was enqueued', async (t) => {
  const { drain, logged } = backgroundWith();
  await drain(Infinity)();
  t.deepEqual(logged, []);
});
