import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { fakeSlack } from '../../helpers/fake-slack.ts';
import { mainOf, startProgram } from '../../helpers/start-program.ts';
import { fakePage } from '../../pages/helpers/fake-page.ts';
import { incident, paths, statuspageDocuments, statuspageId, update } from '../../pages/helpers/page-documents.ts';

const start = (t: ExecutionContext, env: Readonly<Record<string, string>>) =>
  startProgram(t, [mainOf('programs/receiver')], { env });

const temporaryFile = async (t: ExecutionContext): Promise<string> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-history-'));
  t.teardown(() => rm(directory, { recursive: true }));
  return path.join(directory, 'history.jsonl');
};

const labelsOf = (entry: Readonly<Record<string, unknown>>) =>
  entry['logging.googleapis.com/labels'] as Readonly<Record<string, string>> | undefined;

const quietSummary = {
  ...statuspageDocuments[paths.summary],
  components: [],
  incidents: [],
  scheduled_maintenances: [],
};

const delivery = JSON.stringify({
  page: { id: statuspageId },
  incident: { id: 'a', name: 'Delays', status: 'investigating' },
});
const deliver = (origin: string): Promise<Response> =>
  fetch(`${origin}/webhook/statuspage`, { method: 'POST', body: delivery });

test('polls when it starts, and names the page as the setting does, in its webhooks too', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const receiver = start(t, { POLL_PAGES: `Acme=${page.origin}` });
  const pass = await receiver.logged(/^Polled 1 pages/);
  t.is(pass.message, 'Polled 1 pages: 1 read, 0 unreadable, 3 new entries');
  await deliver(await receiver.origin());
  const { message } = await receiver.logged(/Delays/);
  t.is(message, 'Acme incident "Delays": investigating');
  t.true(receiver.entries().some((entry) => labelsOf(entry)?.['via'] === 'poll'));
});

test('polls nothing on Cloud Run, where the poller does', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const receiver = start(t, { POLL_PAGES: page.origin, HISTORY_FILE: '/nowhere/history', K_SERVICE: 'receiver' });
  t.is((await deliver(await receiver.origin())).status, 200);
  receiver.child.kill('SIGTERM');
  t.is(await receiver.ended, 0);
  t.deepEqual(page.requests, []);
});

test('goes on where it was after a restart, and announces what is new, less what it found at first sight', async (t) => {
  const slack = await fakeSlack(t);
  const page = await fakePage(t, {
    ...statuspageDocuments,
    [paths.incidents]: { page: { id: statuspageId }, incidents: [{ ...incident, id: 'old', status: 'resolved' }] },
    [paths.summary]: quietSummary,
    [paths.maintenances]: { page: { id: statuspageId } },
  });
  const env = {
    POLL_PAGES: page.origin,
    HISTORY_FILE: await temporaryFile(t),
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: slack.channel,
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'debug',
  };
  const first = start(t, env);
  await first.logged(/^Polled 1 pages/);
  first.child.kill('SIGTERM');
  t.is(await first.ended, 0);
  t.true(first.entries().some((entry) => labelsOf(entry)?.['backfill'] === 'true'));
  t.is(slack.threads().length, 0);

  const now = new Date().toISOString();
  const fresh = { ...incident, incident_updates: [{ ...update, created_at: now, updated_at: now, display_at: now }] };
  page.documents.set(paths.summary, { ...quietSummary, incidents: [fresh] });
  const second = start(t, env);
  await second.logged(/^Polled 1 pages/);
  await second.logged(/^Announced/);
  t.is(slack.threads().length, 1);
  t.deepEqual(
    second.entries().flatMap((entry) => labelsOf(entry)?.['incident_id'] ?? []),
    [incident.id],
  );
});

test('appends what it receives to the history before it acknowledges, but not what it refuses', async (t) => {
  const file = await temporaryFile(t);
  const receiver = start(t, { HISTORY_FILE: file });
  const origin = await receiver.origin();
  t.is((await deliver(origin)).status, 200);
  t.is((await fetch(`${origin}/webhook/statuspage`, { method: 'POST', body: '{}' })).status, 422);
  await receiver.logged(/^Refused/);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  t.deepEqual(
    lines.map((line) => JSON.parse(line) as unknown),
    receiver.entries().filter((entry) => 'event' in entry),
  );
});

test('answers 503 while the history cannot be written to, logs why, and goes on', async (t) => {
  const file = await temporaryFile(t);
  const receiver = startProgram(t, [mainOf('programs/receiver')], {
    // V8's report of the coverage would not fit either.
    env: { HISTORY_FILE: file, NODE_V8_COVERAGE: '' },
    shell: 'ulimit -f 1',
  });
  const origin = await receiver.origin();
  const statuses = [(await deliver(origin)).status, (await deliver(origin)).status, (await deliver(origin)).status];
  t.deepEqual(statuses.slice(-2), [503, 503]);
  t.like(await receiver.logged(/^Refused/), {
    reason: 'history_unavailable',
    cause: 'the history cannot be written: EFBIG',
  });
  t.is((await fetch(`${origin}/health`)).status, 200);
  t.is(
    receiver.entries().filter((entry) => 'event' in entry).length,
    (await readFile(file, 'utf8')).split('\n').length - 1,
  );
});

test('does not start where another process has the history', async (t) => {
  const file = await temporaryFile(t);
  const first = start(t, { HISTORY_FILE: file });
  await first.origin();
  const second = start(t, { HISTORY_FILE: file });
  t.is(await second.ended, 1);
  t.is(second.entries()[0]?.message, 'Not started: HISTORY_FILE: another process uses this history');
});

test('stops at once in the middle of a pass, and makes nothing of the page that did not answer', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  let asked: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  page.always(() => {
    asked();
  });
  const receiver = start(t, { POLL_PAGES: page.origin });
  await receiver.origin();
  await isAsked;
  receiver.child.kill('SIGTERM');
  t.is(await receiver.ended, 0);
  t.false(receiver.entries().some((entry) => labelsOf(entry)?.['via'] === 'poll'));
});
