import process from 'node:process';
import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import request from 'supertest';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import { readConfig } from '../../../service/programs/poller/config.ts';
import { poller } from '../../../service/programs/poller/poller.ts';
import { noon } from '../../helpers/receiver.ts';
import { shouldNotBeCalled } from '../../helpers/should-not-be-called.ts';
import { fakeLogApi, quotaExceeded, storedAt } from '../../history/cloud-logging/helpers/fake-log-api.ts';
import { fakePage } from '../../pages/helpers/fake-page.ts';
import { statuspageDocuments } from '../../pages/helpers/page-documents.ts';

/** A page and a log, into which pollers write as they would on Cloud Run. */
const pageAndLog = async (t: ExecutionContext) => {
  const state = { now: noon };
  const now = () => state.now;
  const page = await fakePage(t, statuspageDocuments);
  const log = await fakeLogApi(t, now);
  process.env['GCE_METADATA_HOST'] = log.metadataHost;
  const startPoller = async () => {
    const written: LogEntry[] = [];
    const failures: unknown[] = [];
    const config = readConfig({ POLL_PAGES: page.origin, ...log.settings });
    if (E.isLeft(config)) throw new Error(config.left.join('; '));
    const composed = await poller(config.right, {
      now,
      write: (entry) =>
        TE.fromIO(() => {
          written.push(entry);
          log.entries.push(storedAt(entry, now(), 'statuswatch-poller-0a1b2c3d'));
        }),
      log:
        (...what) =>
        () =>
          Promise.resolve(void failures.push(what)),
      reportDefect: () => shouldNotBeCalled,
      withBackpressure: (task) => task,
    })();
    if (E.isLeft(composed)) throw new Error(composed.left.join('; '));
    const { app } = composed.right;
    return { poll: () => request(app).post('/poll'), written, failures };
  };
  const minutes = (count: number) => {
    state.now = new Date(state.now.getTime() + count * 60_000);
  };
  return { ...log, startPoller, minutes };
};

test.serial('goes on where another instance stopped, as the log is its history', async (t) => {
  const { startPoller, minutes } = await pageAndLog(t);
  const first = await startPoller();
  t.like((await first.poll()).body, { pages: [{ outcome: 'read', found: 2, recorded: 3 }] });
  minutes(5);
  const second = await startPoller();
  t.like((await second.poll()).body, { pages: [{ outcome: 'read', found: 0, recorded: 0 }] });
  t.is(second.written.length, 1);
});

test.serial('records nothing again of what the log does not show yet', async (t) => {
  const { startPoller, minutes, state } = await pageAndLog(t);
  state.lagInMilliseconds = 10 * 60_000;
  const running = await startPoller();
  t.like((await running.poll()).body, { pages: [{ recorded: 3 }] });
  minutes(5);
  t.like((await running.poll()).body, { pages: [{ recorded: 0 }] });
});

test.serial('asks the log once a pass, and once more where it has to look further back', async (t) => {
  const { startPoller, minutes, requests } = await pageAndLog(t);
  const running = await startPoller();
  await running.poll();
  t.is(requests.length, 2);
  minutes(5);
  await running.poll();
  t.is(requests.length, 3);
});

test.serial('records nothing while the log cannot be read, and says so', async (t) => {
  const { startPoller, minutes, answers } = await pageAndLog(t);
  const running = await startPoller();
  answers.push(quotaExceeded);
  const response = await running.poll();
  t.is(response.status, 503);
  t.deepEqual(running.written, []);
  t.deepEqual(running.failures, [
    [
      'ERROR',
      'A pass over the pages was not completed: Cloud Logging is rate-limiting us',
      { reason: 'history_unavailable' },
    ],
  ]);
  minutes(5);
  t.is((await running.poll()).status, 200);
});
