import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import type { StatusEvent } from '../../../service/domain/status-event.ts';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import { jsonLine } from '../../../service/logging/json-line.ts';
import { signBody } from '../../../service/sending/sign-body.ts';
import { decoded } from '../../fixtures/decoded.ts';
import { logEntryOf } from '../../helpers/push.ts';
import { component, incident, now } from '../../helpers/rehearsed-events.ts';
import { runCli } from '../../helpers/run-cli.ts';
import { fakeReceiver } from '../../sending/helpers/fake-receiver.ts';

const line = jsonLine(O.none);
const lineOf = (event: StatusEvent, receivedAt = now) =>
  line(eventEntry({ event, violations: [], trace: O.none }, receivedAt));
const started = line({ severity: 'INFO', message: 'Listening', timestamp: now, trace: O.none });
const shortened = lineOf({
  ...incident,
  updates: Array.from({ length: 60 }).flatMap(() =>
    incident.updates.map((update) => ({ ...update, body: 'x'.repeat(5_000) })),
  ),
});

test('sends what was recorded, those first that were received first, and says what it skipped', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const later = new Date(now.getTime() + 60_000);
  const { code, stdout, stderr } = await runCli(
    t,
    'replay',
    ['--url', `${origin}/webhook/statuspage`, '--pace', '0', '--token', 'of-the-url', '--secret', 'of-the-relay'],
    {},
    Buffer.from([lineOf(component, later), started, shortened, 'torn', lineOf(incident)].join('\n')),
  );
  t.deepEqual(
    received.map(({ body }) => decoded(JSON.parse(String(body))).kind),
    ['incident', 'component'],
  );
  t.like(received[0], {
    path: '/webhook/statuspage/of-the-url',
    headers: { 'x-statuspage-signature': signBody('of-the-relay')(received[0]?.body ?? '') },
  });
  t.is(code, 1);
  t.regex(stderr, /^replay: skipped, as its entry was shortened: 2026-\S+Z GitHub incident "Delays in Actions".*\n$/);
  t.deepEqual(
    stdout.split('\n').map((text) => text.replace(/".*/, '…')),
    [
      '1/2 GitHub incident …',
      '2/2 GitHub component …',
      `${origin}: 2 accepted, 0 refused, 0 not delivered`,
      'Skipped: 1 no delivery, 1 shortened or unreadable, 1 no log entry',
      '',
    ],
  );
});

test('reads what gcloud logging read prints, and files where its user is', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-replay-'));
  t.teardown(() => rm(directory, { recursive: true }));
  await writeFile(path.join(directory, 'read.json'), JSON.stringify([logEntryOf(component), logEntryOf(incident)]));
  await writeFile(path.join(directory, 'history'), `${lineOf(component)}${started}`);
  const { code } = await runCli(t, 'replay', ['read.json', 'history', '--url', `${origin}/hook`, '--pace', '0'], {
    INIT_CWD: directory,
  });
  t.is(code, 0);
  t.is(received.length, 3);
});

test('exits 1 if there is nothing to replay', async (t) => {
  const { code, stdout, stderr } = await runCli(t, 'replay', [], {}, Buffer.from(started));
  t.deepEqual({ code, stdout, stderr }, { code: 1, stdout: '', stderr: 'replay: nothing to replay: 1 no delivery\n' });
});

for (const [mistake, argv, env, expected] of [
  ['an option that npm kept', [], { npm_config_url: 'http://a.example' }, /^replay: npm kept --url for itself/],
  ['a URL without a path', ['--url', 'http://a.example'], {}, /^replay: invalid --url: it has no path, expected /],
  ['a file that is none', ['no-such-file'], {}, /^replay: cannot read no-such-file: ENOENT/],
] as const) {
  test(`says what is wrong with ${mistake}, and exits 2`, async (t) => {
    const { code, stdout, stderr } = await runCli(t, 'replay', argv, env, Buffer.from(lineOf(incident)));
    t.deepEqual({ code, stdout }, { code: 2, stdout: '' });
    t.regex(stderr, expected);
  });
}
