import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Entry } from '../../helpers/receiver.ts';
import { runCli } from '../../helpers/run-cli.ts';
import { mainOf, startProgram } from '../../helpers/start-program.ts';
import { fakePage } from '../../pages/helpers/fake-page.ts';
import { statuspageDocuments } from '../../pages/helpers/page-documents.ts';

const temporaryFile = async (t: ExecutionContext): Promise<string> => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-history-'));
  t.teardown(() => rm(directory, { recursive: true }));
  return path.join(directory, 'history.jsonl');
};

const entriesIn = (stdout: string): ReadonlyArray<Entry> =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);

// Its time is that of the reading.
const comparable = ({ event, severity, message, ...rest }: Entry) => ({
  event,
  severity,
  message,
  labels: rest['logging.googleapis.com/labels'],
});

test('writes the entries that the receiver writes, and a table of the pages to stderr', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const { code, stdout, stderr } = await runCli(t, 'poll', [page.origin]);
  t.is(code, 0);
  const width = page.origin.length;
  t.is(stderr, `${'page'.padEnd(width)}  outcome  found  recorded\n${page.origin}  read         2         3\n`);

  const receiver = startProgram(t, [mainOf('programs/receiver')], { env: { POLL_PAGES: page.origin } });
  await receiver.logged(/^Polled/);
  const written = entriesIn(stdout).map(comparable);
  const byReceiver = receiver
    .entries()
    .filter((entry) => 'logging.googleapis.com/labels' in entry)
    .map(comparable);
  t.is(written.length, 4);
  t.deepEqual(written, byReceiver);
});

test('records with a history only what is new, from POLL_PAGES', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const env = { POLL_PAGES: `Acme=${page.origin}`, HISTORY_FILE: await temporaryFile(t) };
  t.is(entriesIn((await runCli(t, 'poll', [], env)).stdout).length, 4);
  const second = entriesIn((await runCli(t, 'poll', ['acme'], env)).stdout);
  t.deepEqual(
    second.map(({ message }) => message),
    ['Polled 1 pages: 1 read, 0 unreadable, 0 new entries'],
  );
});

test('exits with 1 when a page cannot be read', async (t) => {
  const page = await fakePage(t);
  const { code, stderr } = await runCli(t, 'poll', [page.origin]);
  t.is(code, 1);
  t.regex(stderr, /unreadable \(not found\)/);
});

test('exits with 2 while another process has the history', async (t) => {
  const env = { HISTORY_FILE: await temporaryFile(t) };
  const receiver = startProgram(t, [mainOf('programs/receiver')], { env });
  await receiver.origin();
  const page = await fakePage(t, statuspageDocuments);
  const { code, stdout, stderr } = await runCli(t, 'poll', [page.origin], env);
  t.deepEqual([code, stdout], [2, '']);
  t.regex(stderr, /^poll: HISTORY_FILE: another process uses this history\n/);
  t.deepEqual(page.requests, []);
});

test('exits with 2 where there is nothing to poll', async (t) => {
  const { code, stderr } = await runCli(t, 'poll', []);
  t.is(code, 2);
  t.regex(stderr, /^poll: expected a page/);
});

test('shows its help', async (t) => {
  const { code, stdout } = await runCli(t, 'poll', ['--help']);
  t.is(code, 0);
  t.regex(stdout, /^Usage: npm run poll/);
});
