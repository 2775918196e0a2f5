import process from 'node:process';
import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import request from 'supertest';
import { cloudBoard } from '../../../service/programs/board/cloud-board.ts';
import { readConfig } from '../../../service/programs/board/config.ts';
import { noon } from '../../helpers/board.ts';
import { shouldNotBeCalled } from '../../helpers/should-not-be-called.ts';
import { fakeLogApi, quotaExceeded, storedAt, unavailable } from '../../history/cloud-logging/helpers/fake-log-api.ts';
import { entryAt, incidentVersion } from '../../history/helpers/entries.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The board that main.ts runs, over a log to which entries are written. */
const boardOverLog = async (t: ExecutionContext) => {
  const state = { now: noon };
  const now = () => state.now;
  const log = await fakeLogApi(t, now);
  process.env['GCE_METADATA_HOST'] = log.metadataHost;
  const config = readConfig({ K_SERVICE: 'board', ...log.settings });
  if (E.isLeft(config)) throw new Error(config.left.join('; '));
  const logged: unknown[] = [];
  const composed = await cloudBoard(config.right, {
    now,
    write: shouldNotBeCalled,
    log:
      (...what) =>
      () =>
        Promise.resolve(void logged.push(what)),
    reportDefect: () => shouldNotBeCalled,
    withBackpressure: (task) => task,
  })();
  if (E.isLeft(composed)) throw new Error(composed.left.join('; '));
  const { app } = composed.right;
  return {
    ...log,
    logged,
    get: (path: string, host = 'statuswatch-board-ab12cd34ef-ew.a.run.app') => request(app).get(path).set('Host', host),
    seconds: (count: number) => {
      state.now = new Date(state.now.getTime() + count * 1000);
    },
    write: (id: string, at = now()) => {
      log.entries.push(
        storedAt(
          entryAt(
            incidentVersion(id, (at.getTime() - noon.getTime()) / minute),
            (at.getTime() - noon.getTime()) / minute,
          ),
          at,
        ),
      );
    },
  };
};

const openIds = (body: unknown): ReadonlyArray<string> =>
  (body as Readonly<{ openIncidents: ReadonlyArray<Readonly<{ id: string }>> }>).openIncidents
    .map(({ id }) => id)
    .toSorted();

test.serial('shows what the log holds, and 15 seconds later what is new there', async (t) => {
  const { write, seconds, get } = await boardOverLog(t);
  write('first');
  t.deepEqual(openIds((await get('/api/status')).body), ['first']);
  write('second');
  seconds(16);
  t.deepEqual(openIds((await get('/api/status')).body), ['first', 'second']);
  t.regex((await get('/')).text, /GitHub/);
});

test.serial('answers under whatever name people reach it, as somebody else lets them in', async (t) => {
  const { get } = await boardOverLog(t);
  t.is((await get('/', 'board.example.com')).status, 200);
  t.is((await get('/health', '10.0.0.1:8080')).status, 200);
});

test.serial('shows the last known state while the log cannot be read, marked as such, and says so once', async (t) => {
  const { write, seconds, answers, logged, get } = await boardOverLog(t);
  write('first');
  t.notRegex((await get('/')).text, /Not up to date/);
  for (let failure = 0; failure < 3; failure += 1) {
    seconds(20);
    answers.push(unavailable, unavailable);
    const page = await get('/');
    t.is(page.status, 200);
    t.regex(page.text, /Not up to date/);
  }
  answers.push(quotaExceeded);
  const answer = await get('/api/status');
  t.like(answer.body, { self: { staleSince: noon.toISOString() } });
  t.deepEqual(openIds(answer.body), ['first']);
  t.deepEqual(logged, [
    [
      'WARNING',
      'The board is not up to date: Cloud Logging cannot be read: HTTP 503 UNAVAILABLE',
      { reason: 'history_unavailable' },
    ],
  ]);
  seconds(300);
  t.notRegex((await get('/')).text, /Not up to date/);
});

test.serial('answers 503 while it has read nothing yet', async (t) => {
  const { answers, get } = await boardOverLog(t);
  answers.push(quotaExceeded);
  t.is((await get('/')).status, 503);
  t.is((await get('/health')).status, 200);
});

test.serial('reads a day of long ago when somebody asks for it', async (t) => {
  const { write, answers, requests, get } = await boardOverLog(t);
  const then = new Date(noon.getTime() - 60 * day);
  write('open two months ago', then);
  await get('/');
  const atThen = `/api/status?at=${new Date(then.getTime() + 60 * minute).toISOString()}`;
  const sent = requests.length;
  t.deepEqual(openIds((await get(atThen)).body), ['open two months ago']);
  t.is(requests.length, sent + 1);
  await get(atThen);
  t.is(requests.length, sent + 1);
  answers.push(quotaExceeded);
  const other = await get(`/api/status?at=${new Date(then.getTime() - 10 * day).toISOString()}`);
  t.is(other.status, 200);
  t.like(other.body, { self: { staleSince: noon.toISOString() } });
});

test.serial('sends at most 40 requests a minute, whoever asks and whatever for', async (t) => {
  const { requests, seconds, get } = await boardOverLog(t);
  for (let second = 0; second < 60; second += 1) {
    seconds(1);
    await get('/');
    await get(`/api/status?at=${new Date(noon.getTime() - (10 + second) * day).toISOString()}`);
  }
  t.is(requests.length, 40);
});

test('needs a log view, and reports it with other mistakes', (t) => {
  t.deepEqual(
    readConfig({ POLL_MINUTES: '0' }),
    E.left([
      'POLL_MINUTES: expected a whole number from 1 to 60',
      'HISTORY_LOG_VIEW: expected the log view that holds what was recorded',
    ]),
  );
});
