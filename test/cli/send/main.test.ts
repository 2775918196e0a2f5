import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { scenarioList, usage } from '../../../service/cli/send/usage.ts';
import { scenarios } from '../../../service/rehearsal/scenarios.ts';
import { signBody } from '../../../service/sending/sign-body.ts';
import { deserted, fakeReceiver } from '../../sending/helpers/fake-receiver.ts';
import { runSend, startSend } from '../../sending/helpers/run-send.ts';

const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x0d, 0x0a, 0xff, 0x00, 0x7d]);
const token = 'a token/with?odd&parts';
const secret = 'a secret of the relay';

for (const [name, { deliveries }] of Object.entries(scenarios)) {
  test(`sends the scenario ${name} and exits 0`, async (t) => {
    const { origin, received } = await fakeReceiver(t);
    const { code, stdout, stderr } = await runSend(t, [name, '--url', `${origin}/webhook/statuspage`, '--pace', '0']);
    t.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    t.is(
      received.length,
      deliveries({ now: new Date(), newId: () => 'abcdefghijkl', pageId: 'zyxwvutsrqpo', burstSize: 20 }).length,
    );
    const lines = stdout.trimEnd().split('\n');
    t.is(lines.pop(), `${origin}: ${received.length} accepted, 0 refused, 0 not delivered`);
    t.is(lines.length, received.length);
    t.true(lines.every((line) => line.endsWith('→ 200 {"received":"incident","id":"x"}')));
  });
}

test('sends to the port that is set, from the page that is given', async (t) => {
  const { port, received } = await fakeReceiver(t);
  const { code } = await runSend(t, ['component', '--pace', '0', '--page', 'kctbh9vrtdwd'], { PORT: String(port) });
  t.is(code, 0);
  t.is(received[0]?.path, '/webhook/statuspage');
  t.like(JSON.parse(String(received[0]?.body)), { page: { id: 'kctbh9vrtdwd' } });
});

test('sends the bytes of a file unchanged', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const folder = await mkdtemp(join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const file = join(folder, 'delivery.json');
  await writeFile(file, bytes);
  const { code, stdout } = await runSend(t, [file, '--url', `${origin}/hook`]);
  t.is(code, 0);
  t.deepEqual(received[0]?.body, bytes);
  t.true(stdout.startsWith(`1/1 ${file} → 200 `));
});

test('sends the bytes of standard input unchanged', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const { code, stdout } = await runSend(t, ['-', '--url', `${origin}/hook`], {}, bytes);
  t.is(code, 0);
  t.deepEqual(received[0]?.body, bytes);
  t.true(stdout.startsWith('1/1 standard input → 200 '));
});

test('signs what it sends', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  await runSend(t, ['component', '--url', `${origin}/hook`, '--pace', '0', '--secret', secret]);
  t.is(received.length, 3);
  for (const { headers, body } of received) {
    t.is(headers['x-statuspage-signature'], signBody(secret)(body));
  }
});

test('takes the token and the secret from the receiver’s settings unless told otherwise', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const settings = { STATUSPAGE_WEBHOOK_TOKEN: ' ,first,second', STATUSPAGE_WEBHOOK_SECRET: `${secret},second` };
  await runSend(t, ['-', '--url', `${origin}/hook`], settings, bytes);
  await runSend(t, ['-', '--url', `${origin}/hook`, '--token', '', '--secret', ''], settings, bytes);
  t.deepEqual(
    received.map(({ path, headers }) => [path, headers['x-statuspage-signature']]),
    [
      ['/hook/first', signBody(secret)(bytes)],
      ['/hook', undefined],
    ],
  );
});

test('puts the token into the path, and never prints it or the secret, even if the receiver does', async (t) => {
  const { origin, received } = await fakeReceiver(t, (response, { path }) =>
    response.writeHead(404).end(`Cannot POST ${path ?? ''}, signed with ${secret} for ${token}`),
  );
  const { code, stdout, stderr } = await runSend(t, [
    '-',
    '--url',
    `${origin}/hook`,
    '--token',
    token,
    '--secret',
    secret,
  ]);
  t.is(code, 1);
  t.is(received[0]?.path, `/hook/${encodeURIComponent(token)}`);
  t.is(
    stdout,
    `1/1 standard input → 404 Cannot POST /hook/[redacted], signed with [redacted] for [redacted]\n${origin}: 0 accepted, 1 refused, 0 not delivered\n`,
  );
  t.is(stderr, '');
});

test('sends the rest after a refusal and exits 1', async (t) => {
  const { origin, received } = await fakeReceiver(t, (response, { body }) => {
    response.writeHead(body.includes('"new_status":"partial_outage"') ? 503 : 200).end();
  });
  const { code, stdout } = await runSend(t, ['component', '--url', `${origin}/hook`, '--pace', '0']);
  t.is(code, 1);
  t.is(received.length, 3);
  t.regex(stdout, /to partial_outage → 503 \(empty body\)\n.*to operational → 200 /);
  t.true(stdout.endsWith('2 accepted, 1 refused, 0 not delivered\n'));
});

test('exits 1 on a redirect, which it does not follow', async (t) => {
  const { origin, received } = await fakeReceiver(t, (response) =>
    response.writeHead(308, { location: '/elsewhere' }).end(),
  );
  const { code } = await runSend(t, ['-', '--url', `${origin}/hook`], {}, bytes);
  t.is(code, 1);
  t.is(received.length, 1);
});

test('says that nothing is listening, without the path, and exits 1', async (t) => {
  const origin = await deserted();
  const { code, stdout, stderr } = await runSend(t, ['incident', '--url', `${origin}/webhook/statuspage/${secret}`]);
  t.deepEqual({ code, stderr }, { code: 1, stderr: '' });
  t.is(
    stdout,
    ` 1/11 "Elevated API error rates" investigating → not delivered: nothing is listening at ${origin}; start the receiver with "npm start" or pass another URL with --url\n${origin}: 0 accepted, 0 refused, 11 not delivered\n`,
  );
});

test('lists the scenarios', async (t) => {
  t.deepEqual(await runSend(t, ['--list']), { code: 0, stdout: `${scenarioList}\n`, stderr: '' });
});

test('shows its usage', async (t) => {
  t.deepEqual(await runSend(t, ['--help']), { code: 0, stdout: `${usage}\n`, stderr: '' });
});

test('reports every error, sends nothing and exits 2', async (t) => {
  const { port, received } = await fakeReceiver(t);
  const { code, stdout, stderr } = await runSend(t, ['--pace', 'fast'], { PORT: String(port) });
  t.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  t.is(
    stderr,
    `send: nothing to send: name a scenario (${Object.keys(scenarios).join(', ')}), a file or directory, or - for standard input\nsend: invalid --pace: expected a number of seconds from 0 to 3600\nTry "npm run send -- --help".\n`,
  );
  t.is(received.length, 0);
});

test('exits 2 if the file does not exist', async (t) => {
  const { code, stdout, stderr } = await runSend(t, ['no-such-file.json']);
  t.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  t.true(stderr.startsWith('send: cannot read no-such-file.json: ENOENT: no such file or directory'));
});

test('sends the rest quietly when the reader of its output has gone', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const { child, ended, stderr } = startSend(t, ['component', '--url', `${origin}/hook`, '--pace', '0']);
  child.stdout?.destroy();
  t.deepEqual({ code: await ended, stderr: stderr() }, { code: 0, stderr: '' });
  t.is(received.length, 3);
});

test('keeps its exit code when the reader of its errors has gone', async (t) => {
  const { child, ended, stdout } = startSend(t, []);
  child.stderr?.destroy();
  t.deepEqual({ code: await ended, stdout: stdout() }, { code: 2, stdout: '' });
});

test('says that its output cannot be written, and exits 1', async (t) => {
  const readOnly = await open(import.meta.filename, 'r');
  t.teardown(() => readOnly.close());
  const { ended, stderr } = startSend(t, ['--list'], { stdout: readOnly.fd });
  t.is(await ended, 1);
  t.regex(stderr(), /^send: cannot write to standard output: EBADF.*\n$/);
});

test('reads .env as the receiver does: an empty setting of the environment does not hide it', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const folder = await mkdtemp(join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, '.env'), '\uFEFFSTATUSPAGE_WEBHOOK_TOKEN=of-the-file\r\n');
  const { ended } = startSend(t, ['component', '--url', `${origin}/webhook/statuspage`, '--pace', '0'], {
    cwd: folder,
    env: { STATUSPAGE_WEBHOOK_TOKEN: '' },
  });
  t.is(await ended, 0);
  t.is(received[0]?.path, '/webhook/statuspage/of-the-file');
});

test('says what is wrong with .env, sends nothing and exits 2', async (t) => {
  const { port, received } = await fakeReceiver(t);
  const folder = await mkdtemp(join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, '.env'), 'STATUSPAGE_TOKEN=hidden\nhidden\n');
  const { ended, stderr } = startSend(t, ['component'], { cwd: folder, env: { PORT: `${port}` } });
  t.is(await ended, 2);
  t.is(
    stderr(),
    'send: .env, line 2: expected NAME=value; .env, STATUSPAGE_TOKEN: unknown setting, did you mean STATUSPAGE_WEBHOOK_TOKEN?\nTry "npm run send -- --help".\n',
  );
  t.is(received.length, 0);
  t.is(await startSend(t, ['--list'], { cwd: folder }).ended, 0);
});

test('says that .env cannot be read, and exits 2', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, '.env'));
  const { ended, stderr } = startSend(t, ['component'], { cwd: folder });
  t.is(await ended, 2);
  t.regex(stderr(), /^send: \.env: expected a readable file\n/);
});

test('sends nothing if npm kept an option for itself, and exits 2', async (t) => {
  const { origin, port, received } = await fakeReceiver(t);
  const { code, stdout, stderr } = await runSend(t, ['component'], {
    PORT: `${port}`,
    npm_config_url: `${origin}/hook`,
  });
  t.deepEqual({ code, stdout }, { code: 2, stdout: '' });
  t.regex(stderr, /^send: npm kept --url for itself: put -- before /);
  t.is(received.length, 0);
});

test('says how far it is, and finds files where its user is', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const folder = await mkdtemp(join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'two.ndjson'), '{"n":1}\n{"n":2}\n');
  const { code, stdout } = await runSend(
    t,
    ['two.ndjson', '-', '--url', `${origin}/hook`, '--pace', '0'],
    { INIT_CWD: folder },
    bytes,
  );
  t.is(code, 0);
  t.deepEqual(
    stdout.split('\n').map((line) => line.replace(/ →.*/, '')),
    [
      '1/3 two.ndjson:1',
      '2/3 two.ndjson:2',
      '3/3 standard input',
      `${origin}: 3 accepted, 0 refused, 0 not delivered`,
      '',
    ],
  );
  t.is(String(received[1]?.body), '{"n":2}');
});

test('shows its tally when it is interrupted, and exits 130', async (t) => {
  const { origin } = await fakeReceiver(t, (response) => {
    response.end(() => program.child.kill('SIGINT'));
  });
  const program = startSend(t, ['incident', '--url', `${origin}/hook`, '--pace', '3600']);
  t.is(await program.ended, 130);
  t.regex(program.stdout(), /\n\S+: [01] accepted, 0 refused, [01] not delivered, 10 not sent\n$/);
});
