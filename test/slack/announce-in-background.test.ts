import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import type { Announcement } from '../../service/slack/announce.ts';
import { announceInBackground } from '../../service/slack/announce-in-background.ts';
import type { SlackError } from '../../service/slack/slack-error.ts';
import { incident } from '../helpers/rehearsed-events.ts';

type Outcome = E.Either<SlackError, Announcement>;

const announced: Outcome = E.right({ _tag: 'Announced' });
const down: Outcome = E.left({ _tag: 'SlackUnavailable', reason: 'HTTP 500' });
const limited = (seconds: number): Outcome => E.left({ _tag: 'SlackLimited', retryAfterInSeconds: O.some(seconds) });

const backgroundWith = (...outcomes: ReadonlyArray<Outcome>) => {
  const left = [...outcomes];
  const pauses: number[] = [];
  const told: string[] = [];
  const background = announceInBackground({
    announce: () => () => Promise.resolve(left.shift() ?? down),
    pause: (milliseconds) => () => {
      pauses.push(milliseconds);
      return milliseconds === Infinity ? new Promise(() => undefined) : Promise.resolve();
    },
    reportDefect: () => T.of(undefined),
    tell: (severity, message) => () => {
      told.push(`${severity} ${message.replace(/:.*/, '')}`);
      return Promise.resolve();
    },
  });
  return { ...background, pauses, told };
};

test('announces, and tells it', async (t) => {
  const { take, finish, pauses, told } = backgroundWith(announced);
  take(incident)();
  await finish(Infinity)();
  t.deepEqual([pauses, told], [[Infinity], ['DEBUG Announced']]);
});

test('tries again while Slack is down, and waits as long as Slack wants, within reason', async (t) => {
  const { take, finish, pauses, told } = backgroundWith(down, limited(30), limited(3), limited(10_000), announced);
  take(incident)();
  await finish(Infinity)();
  t.deepEqual(pauses.filter(Number.isFinite), [1000, 30_000, 15_000, 300_000]);
  t.is(told.at(-1), 'DEBUG Announced');
});

test('gives up in the end, and says so', async (t) => {
  const { take, finish, pauses, told } = backgroundWith(E.left({ _tag: 'SlackLimited', retryAfterInSeconds: O.none }));
  take(incident)();
  await finish(Infinity)();
  t.is(pauses.filter(Number.isFinite).length, 5);
  t.deepEqual(told.slice(-2), [
    'WARNING Slack cannot be reached (HTTP 500), not announced yet',
    'ERROR An event is recorded but was not announced',
  ]);
});

test('says at the stop how many it gives up', async (t) => {
  const told: string[] = [];
  const { take, finish } = announceInBackground({
    announce: () => () => new Promise(() => undefined),
    pause: () => T.of(undefined),
    reportDefect: () => T.of(undefined),
    tell: (severity, message) => () => {
      told.push(`${severity} ${message}`);
      return Promise.resolve();
    },
  });
  take(incident)();
  take(incident)();
  await finish(7000)();
  t.deepEqual(told, ['ERROR Events are recorded but were not announced before the stop: 2']);
});

test('keeps at most 500 waiting', async (t) => {
  const told: string[] = [];
  const releases: (() => void)[] = [];
  const { take, finish } = announceInBackground({
    announce: () => () =>
      new Promise((resolve) =>
        releases.push(() => {
          resolve(announced);
        }),
      ),
    pause: () => () => new Promise(() => undefined),
    reportDefect: () => T.of(undefined),
    tell: (severity, message) => () => {
      told.push(`${severity} ${message}`);
      return Promise.resolve();
    },
  });
  for (let count = 0; count < 501; count += 1) {
    take(incident)();
  }
  await new Promise((resolve) => setImmediate(resolve));
  t.is(releases.length, 500);
  t.deepEqual(told, ['ERROR An event is recorded but was not announced: too many are waiting for Slack']);
  releases.forEach((release) => {
    release();
  });
  await finish(7000)();
  t.is(told.length, 501);
});

test('reports a defect and goes on', async (t) => {
  const defect = new Error('a defect');
  const defects: unknown[] = [];
  const { take, finish } = announceInBackground({
    announce: () => () => Promise.reject(defect),
    pause: () => () => new Promise(() => undefined),
    reportDefect: (error) => () => {
      defects.push(error);
      return Promise.resolve();
    },
    tell: () => T.of(undefined),
  });
  take(incident)();
  take(incident)();
  await finish(7000)();
  t.deepEqual(defects, [defect, defect]);
});

test('has nothing to wait for where nothing was taken', async (t) => {
  const { finish, told } = backgroundWith();
  await finish(Infinity)();
  t.deepEqual(told, []);
});
