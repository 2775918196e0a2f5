import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import * as TaskEither from 'fp-ts/lib/TaskEither.js';
import { followLog } from '../../../service/history/cloud-logging/follow-log.ts';
import { logApi } from '../../../service/history/cloud-logging/log-api.ts';
import type { HistoryUnavailable } from '../../../service/history/read-history.ts';
import type { Recorded } from '../../../service/history/recorded.ts';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import { operationalEntry } from '../../../service/logging/operational-entry.ts';
import { pollPassEntry } from '../../../service/logging/poll-pass-entry.ts';
import { entryAt, incidentVersion, noon } from '../helpers/entries.ts';
import { busyQuarter } from './helpers/busy-quarter.ts';
import { fakeLogApi, quotaExceeded, storedAt, token, unavailable, view } from './helpers/fake-log-api.ts';

const hour = 60 * 60 * 1000;
const ago = (hours: number): Date => new Date(noon.getTime() - hours * hour);

const following = async (t: ExecutionContext) => {
  const state = { now: noon };
  const now = () => state.now;
  const fake = await fakeLogApi(t, now);
  const { readNew, readDay } = followLog({
    listPage: logApi({
      apiUrl: fake.settings.HISTORY_API_URL,
      view,
      accessToken: TaskEither.right(token),
      maxRequestsPerMinute: 40,
      now,
      pause: T.of(undefined),
    }),
    now,
  });
  const idsOf = async (reading: TE.TaskEither<HistoryUnavailable, ReadonlyArray<Recorded>>) => {
    const result = await reading();
    if (E.isLeft(result)) return result.left.reason;
    return result.right
      .map((it) => {
        if (it._tag === 'Problem') return it.reason;
        return it._tag === 'Event' && it.event.kind !== 'component' ? it.event.incident.id : it._tag;
      })
      .toSorted();
  };
  return {
    ...fake,
    seconds: (count: number) => {
      state.now = new Date(state.now.getTime() + count * 1000);
    },
    write: (id: string, status = 'investigating', at = now(), kind: 'incident' | 'maintenance' = 'incident') => {
      const event = incidentVersion(id, (at.getTime() - noon.getTime()) / 60_000);
      const entry = eventEntry(
        { event: { ...event, kind, incident: { ...event.incident, status } }, violations: [], trace: O.none },
        at,
      );
      fake.entries.push(storedAt(entry, at));
    },
    refuse: (insertId: string, at = now()) => {
      const refusal = operationalEntry(() => at)('WARNING', 'Refused a delivery', { reason: 'invalid_token' });
      fake.entries.push(storedAt({ ...refusal, insertId }, at));
    },
    newIds: () => idsOf(readNew),
    idsOfDay: (day: Date) => idsOf(readDay(day)),
  };
};

test('reads a week of everything at first, and of the 90 days before it how incidents ended', async (t) => {
  const { write, entries, newIds } = await following(t);
  write('open', 'investigating', ago(6 * 24));
  write('ended', 'resolved', ago(6 * 24));
  write('ended a month ago', 'postmortem', ago(40 * 24));
  write('a version of a month ago', 'investigating', ago(40 * 24));
  write('open for two weeks', 'identified', ago(14 * 24));
  write('withdrawn', 'withdrawn', ago(80 * 24));
  write('planned long ahead', 'scheduled', ago(60 * 24), 'maintenance');
  write('ended last year', 'resolved', ago(91 * 24));
  entries.push(storedAt(pollPassEntry({ pages: [] }, ago(6 * 24)), ago(6 * 24)));
  entries.push(storedAt(pollPassEntry({ pages: [] }, ago(8 * 24)), ago(8 * 24)));
  t.deepEqual(await newIds(), [
    'Pass',
    'ended',
    'ended a month ago',
    'open',
    'open for two weeks',
    'planned long ahead',
    'withdrawn',
  ]);
});

test('reads afterwards what is new, however late it is found', async (t) => {
  const { write, entries, state, seconds, newIds } = await following(t);
  await newIds();
  write('a');
  seconds(20);
  t.deepEqual(await newIds(), ['a']);
  state.lagInMilliseconds = 50_000;
  write('late');
  seconds(20);
  t.false((await newIds()).includes('late'));
  seconds(20);
  t.false((await newIds()).includes('late'));
  seconds(20);
  t.true((await newIds()).includes('late'));
  state.lagInMilliseconds = 0;
  const late = entryAt(incidentVersion('of yesterday', -23 * 60), 0);
  entries.push(storedAt(late, new Date(noon.getTime() + 85_000)));
  seconds(20);
  t.true((await newIds()).includes('of yesterday'));
});

test('asks the log every 15 seconds at most, and for refusals every minute', async (t) => {
  const { requests, seconds, newIds } = await following(t);
  await newIds();
  t.is(requests.length, 3);
  for (let second = 0; second < 60; second += 1) {
    seconds(1);
    await newIds();
  }
  t.is(requests.length, 3 + 4 + 1);
});

test('loses nothing between a question that it does not pass on and the next', async (t) => {
  const { write, seconds, newIds } = await following(t);
  await newIds();
  write('a');
  seconds(14);
  t.deepEqual(await newIds(), []);
  seconds(14);
  t.deepEqual(await newIds(), ['a']);
});

test('reads the newest thousand of a flood of refusals, in one request', async (t) => {
  const { refuse, requests, newIds } = await following(t);
  for (let count = 0; count < 1500; count += 1) refuse(`r${count}`, ago(count / 100));
  refuse('yesterday', ago(25));
  t.is((await newIds()).length, 1000);
  t.is(requests.length, 3);
});

test('begins again where the first reading failed, and goes on where a later one did', async (t) => {
  const { write, answers, seconds, newIds } = await following(t);
  write('a', 'resolved', ago(30 * 24));
  answers.push(undefined, unavailable, unavailable);
  t.is(await newIds(), 'Cloud Logging cannot be read: HTTP 503 UNAVAILABLE');
  t.deepEqual(await newIds(), ['a']);
  write('b');
  seconds(20);
  answers.push(quotaExceeded);
  t.is(await newIds(), 'Cloud Logging is rate-limiting us');
  seconds(300);
  t.deepEqual(await newIds(), ['b']);
});

test('reads a day before the last week on demand, once, and nothing of what it has', async (t) => {
  const { write, requests, idsOfDay } = await following(t);
  write('the day before', 'investigating', ago(11 * 24));
  write('that day', 'investigating', ago(10 * 24));
  write('the day after', 'investigating', ago(9 * 24));
  t.deepEqual(await idsOfDay(ago(10 * 24)), ['that day', 'the day before']);
  t.deepEqual(await idsOfDay(ago(10 * 24 - 1)), ['that day', 'the day before']);
  t.is(requests.length, 1);
  t.deepEqual(await idsOfDay(ago(3 * 24)), []);
  t.is(requests.length, 1);
  for (let day = 20; day < 28; day += 1) await idsOfDay(ago(day * 24));
  await idsOfDay(ago(10 * 24));
  t.is(requests.length, 10);
});

test('reads 90 days of 15 busy pages in a few requests, and within what an instance has room for', async (t) => {
  const { entries, requests, newIds } = await following(t);
  entries.push(...busyQuarter(noon));
  t.true(entries.length > 40_000);
  const read = await newIds();
  t.log(`${read.length} of ${entries.length} entries, ${requests.length} requests`);
  t.true(requests.length <= 12);
  t.true(read.length < 10_000);
});
