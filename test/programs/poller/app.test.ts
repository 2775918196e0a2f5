import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import request from 'supertest';
import { historyUnavailable } from '../../../service/history/read-history.ts';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import { app } from '../../../service/programs/poller/app.ts';
import { readConfig } from '../../../service/programs/poller/config.ts';
import { poller } from '../../../service/programs/poller/poller.ts';
import type { PollError } from '../../../service/programs/poller/to-response.ts';
import { noon } from '../../helpers/receiver.ts';
import { shouldNotBeCalled } from '../../helpers/should-not-be-called.ts';
import { fakePage } from '../../pages/helpers/fake-page.ts';
import { statuspageDocuments, statuspageId } from '../../pages/helpers/page-documents.ts';

/** The poller that main.ts runs, with a log in memory and its history, too. */
const pollerWith = async (settings: Readonly<Record<string, string>>, canWrite = true) => {
  const entries: LogEntry[] = [];
  const config = readConfig(settings);
  if (E.isLeft(config)) throw new Error(config.left.join('; '));
  const composed = await poller(config.right, {
    now: () => noon,
    write: (entry) =>
      canWrite ? TE.fromIO(() => void entries.push(entry)) : TE.left({ _tag: 'WriteFailed' as const }),
    log: () => shouldNotBeCalled,
    reportDefect: () => shouldNotBeCalled,
    withBackpressure: (task) => task,
  })();
  if (E.isLeft(composed)) throw new Error(composed.left.join('; '));
  return { app: composed.right.app, entries };
};

const failing = (error: PollError) =>
  app({ poll: TE.left(error), reportDefect: () => shouldNotBeCalled, now: () => noon });

test('answers 200 with what it found and recorded, and finds nothing the second time', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const running = await pollerWith({ POLL_PAGES: page.origin });
  const first = await request(running.app).post('/poll');
  t.is(first.status, 200);
  t.deepEqual(first.body, {
    pages: [{ origin: page.origin, id: statuspageId, outcome: 'read', found: 2, recorded: 3 }],
  });
  t.is(running.entries.length, 4);
  const second = await request(running.app).post('/poll');
  t.deepEqual(second.body, {
    pages: [{ origin: page.origin, id: statuspageId, outcome: 'unchanged', found: 0, recorded: 0 }],
  });
});

test('answers 200 when a page is unreadable, since asking again at once helps nobody', async (t) => {
  const page = await fakePage(t);
  const running = await pollerWith({ POLL_PAGES: page.origin });
  const response = await request(running.app).post('/poll');
  t.is(response.status, 200);
  t.like(response.body, { pages: [{ outcome: 'unreadable', reason: 'not_found' }] });
});

test('answers 503 when an entry cannot be written', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const response = await request((await pollerWith({ POLL_PAGES: page.origin }, false)).app).post('/poll');
  t.is(response.status, 503);
  t.like(response.body, { detail: 'The log cannot be written to: poll again later' });
});

test('answers 503 when the history is unavailable, and does not tell strangers why', async (t) => {
  const response = await request(failing(historyUnavailable('the disk is gone'))).post('/poll');
  t.is(response.status, 503);
  t.notRegex(response.text, /disk/);
});

test('reads only public pages on Cloud Run', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-history-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const running = await pollerWith({
    POLL_PAGES: page.origin,
    K_SERVICE: 'poller',
    HISTORY_FILE: path.join(directory, 'history'),
  });
  const response = await request(running.app).post('/poll');
  t.like(response.body, { pages: [{ outcome: 'unreadable', reason: 'not_public' }] });
  t.deepEqual(page.requests, []);
});

const isRefused = test.macro<['get' | 'post', string, number, string | undefined]>({
  exec: async (t, method, path, status, allow) => {
    const response = await request(failing(historyUnavailable('')))[method](path);
    t.is(response.status, status);
    t.is(response.headers['allow'], allow);
    t.is(response.type, 'application/problem+json');
  },
  title: (_, method, path, status) => `answers ${status} to ${method.toUpperCase()} ${path}`,
});
test(isRefused, 'get', '/poll', 405, 'POST');
test(isRefused, 'post', '/health', 405, 'GET, HEAD');
test(isRefused, 'get', '/', 404, undefined);

test('says that it serves', async (t) => {
  const response = await request(failing(historyUnavailable(''))).get('/health');
  t.deepEqual([response.status, response.body], [200, { status: 'ok', time: noon.toISOString() }]);
});

test('polls once for two requests at the same time', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const running = await pollerWith({ POLL_PAGES: page.origin });
  const responses = await Promise.all([1, 2].map(() => request(running.app).post('/poll')));
  t.deepEqual(responses[0]?.body, responses[1]?.body);
  t.is(page.requests.length, 3);
});
