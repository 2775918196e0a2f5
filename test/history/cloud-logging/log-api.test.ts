import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type EntriesPage, logApi, type LogApiError } from '../../../service/history/cloud-logging/log-api.ts';
import { freePort } from '../../helpers/listen.ts';
import { entryAt, incidentVersion, noon } from '../helpers/entries.ts';
import { type Answer, fakeLogApi, quotaExceeded, storedAt, token, unavailable, view } from './helpers/fake-log-api.ts';

const all = { filter: 'labels.kind:*', pageSize: 1000, pageToken: undefined };

const clock = () => {
  const state = { seconds: 0 };
  return {
    now: () => new Date(noon.getTime() + state.seconds * 1000),
    pass: (seconds: number) => {
      state.seconds += seconds;
    },
  };
};

const apiOf = async (t: Parameters<typeof fakeLogApi>[0], accessToken = token) => {
  const time = clock();
  const fake = await fakeLogApi(t, time.now);
  fake.entries.push(storedAt(entryAt(incidentVersion('a', 0), 0), noon));
  const pauses: true[] = [];
  const list = logApi({
    apiUrl: fake.settings.HISTORY_API_URL,
    view,
    accessToken: TE.right(accessToken),
    maxRequestsPerMinute: 40,
    now: time.now,
    pause: T.fromIO(() => void pauses.push(true)),
  });
  return { ...fake, ...time, pauses, list };
};

const outcome = (page: E.Either<LogApiError, EntriesPage>): unknown =>
  E.isLeft(page) ? page.left : page.right.entries.length;

test('asks one view for the fields that are needed, the newest first', async (t) => {
  const { list, requests } = await apiOf(t);
  const page = await list({ ...all, pageSize: 5 })();
  t.is(outcome(page), 1);
  t.deepEqual(requests, [
    {
      resourceNames: [view],
      filter: 'labels.kind:*',
      orderBy: 'timestamp desc',
      pageSize: 5,
      fields: 'entries(insertId,timestamp,receiveTimestamp,labels,jsonPayload),nextPageToken',
      authorization: `Bearer ${token}`,
    },
  ]);
});

test('reads an answer without entries and without another page', async (t) => {
  const { list } = await apiOf(t);
  t.like(await list({ ...all, filter: 'labels.kind="none"' })(), { right: { entries: [], nextPageToken: undefined } });
});

test('asks a second time, after a pause, where the API has failed', async (t) => {
  const { list, answers, requests, pauses } = await apiOf(t);
  answers.push(unavailable);
  t.is(outcome(await list(all)()), 1);
  t.is(requests.length, 2);
  t.is(pauses.length, 1);
  answers.push(unavailable, unavailable);
  t.deepEqual(outcome(await list(all)()), { _tag: 'Unreachable', reason: 'HTTP 503 UNAVAILABLE' });
});

test('does not ask again at once after a 429, and waits longer after each in a row', async (t) => {
  const { list, answers, requests, pass } = await apiOf(t);
  const limited = { _tag: 'RateLimited' };
  for (const seconds of [15, 30, 60, 120, 120]) {
    answers.push(quotaExceeded);
    t.deepEqual(outcome(await list(all)()), limited);
    const sent = requests.length;
    pass(seconds - 1);
    t.deepEqual(outcome(await list(all)()), limited);
    t.is(requests.length, sent);
    pass(1);
  }
  t.is(outcome(await list(all)()), 1);
  answers.push(quotaExceeded);
  await list(all)();
  pass(15);
  t.is(outcome(await list(all)()), 1);
});

test('sends no more requests a minute than it may, whoever asks', async (t) => {
  const { list, requests, pass } = await apiOf(t);
  for (let minute = 0; minute < 3; minute += 1) {
    for (let asked = 0; asked < 100; asked += 1) await list(all)();
    t.is(requests.length, 40 * (minute + 1));
    pass(61);
  }
});

const isReported = test.macro<[Answer, unknown]>({
  exec: async (t, answer, expected) => {
    const { list, answers, requests } = await apiOf(t);
    answers.push(answer);
    t.deepEqual(outcome(await list(all)()), expected);
    t.is(requests.length, 1);
  },
  title: (_, { status, contentType = 'JSON' }) => `does not repeat what was answered with ${status} ${contentType}`,
});
const refused = (reason: string) => ({ _tag: 'Refused', reason });
test(isReported, { status: 200, body: '<html>', contentType: 'text/html' }, refused('not the JSON of entries.list'));
test(isReported, { status: 404, body: '<html>', contentType: 'text/html' }, refused('HTTP 404'));
test(
  isReported,
  { status: 403, body: '{"error":{"code":403,"status":"PERMISSION_DENIED","message":"on incident a"}}' },
  refused('HTTP 403 PERMISSION_DENIED'),
);
test(isReported, { status: 302, body: '' }, refused('HTTP 302'));

test('says that its token was not accepted', async (t) => {
  const { list } = await apiOf(t, 'another token');
  t.deepEqual(outcome(await list(all)()), refused('HTTP 401 UNAUTHENTICATED'));
});

test('says what kept it from reaching the API', async (t) => {
  const list = logApi({
    apiUrl: `http://127.0.0.1:${await freePort()}/`,
    view,
    accessToken: TE.right(token),
    maxRequestsPerMinute: 40,
    now: () => noon,
    pause: T.of(undefined),
  });
  t.deepEqual(outcome(await list(all)()), { _tag: 'Unreachable', reason: 'ECONNREFUSED' });
});

test('reads at most 32 MiB of an answer', async (t) => {
  const { list, answers } = await apiOf(t);
  answers.push({ status: 200, body: ' '.repeat(32 * 1024 * 1024 + 1) });
  t.deepEqual(outcome(await list(all)()), { _tag: 'ResponseTooLarge' });
});
