import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import packageJson from '../../../package.json' with { type: 'json' };
import { freePort, listen } from '../../helpers/listen.ts';
import { mainOf, type Program, startProgram } from '../../helpers/start-program.ts';

const token = 'a-token-that-is-long-enough';

const receiver = [mainOf('programs/receiver')];

const incident = (id: string, body = 'We are investigating.'): string =>
  JSON.stringify({
    incident: {
      id,
      name: 'Delays',
      status: 'investigating',
      impact: 'minor',
      incident_updates: [{ id: `${id}-update`, body, created_at: '2026-03-02T12:00:00Z' }],
    },
  });

type Answer = Readonly<{ status: number | undefined; body: string }>;

// Not fetch: each request here has a connection of its own, and none waits for another.
const post = (origin: string, body: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request(`${origin}/webhook/statuspage`, { method: 'POST', agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() });
      });
    })
      .on('error', reject)
      .end(body);
  });

const recordedIds = ({ entries }: Program): ReadonlySet<string | undefined> =>
  new Set(
    entries().map(
      (entry) => (entry['logging.googleapis.com/labels'] as Record<string, string> | undefined)?.['incident_id'],
    ),
  );

test('says in one entry each that it does not verify, that it listens, and that it stopped', async (t) => {
  const program = startProgram(t, receiver);
  await program.origin();
  program.child.kill('SIGTERM');

  t.is(await program.ended, 0);
  t.deepEqual(
    program.entries().map(({ severity, message }) => [severity, message.replaceAll(/(?<=port |localhost:)\d+/g, 'N')]),
    [
      ['WARNING', 'Deliveries are accepted unverified: set STATUSPAGE_WEBHOOK_TOKEN or STATUSPAGE_WEBHOOK_SECRET'],
      [
        'INFO',
        'Listening on port N. Board: http://localhost:N. Documentation: http://localhost:N/docs. Webhook: http://localhost:N/webhook/statuspage. Deliveries are not verified. Announces to nobody',
      ],
      ['INFO', 'Stopped: SIGTERM'],
    ],
  );
});

for (const [where, env, seconds] of [
  ['on Cloud Run', { K_SERVICE: 'receiver' }, 620],
  ['elsewhere', {}, 5],
] as const) {
  test(`keeps an idle connection for ${seconds} seconds ${where}`, async (t) => {
    const origin = await startProgram(t, receiver, { env }).origin();
    const { headers } = await fetch(`${origin}/health`);

    t.is(headers.get('keep-alive'), `timeout=${seconds}`);
  });
}

const ended = async (t: ExecutionContext, argv: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) => {
  const program = startProgram(t, [...receiver, ...argv], { env });
  return { code: await program.ended, stdout: program.stdout(), stderr: program.stderr() };
};

test('shows its help and its version', async (t) => {
  for (const option of ['--help', '-h']) {
    const { code, stdout, stderr } = await ended(t, [option], { PORT: 'none' });
    t.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    t.regex(stdout, /^Usage: npm start -- \[options\]\n[^]*--port <number>[^]*--version[^]*--help/);
  }
  t.deepEqual(await ended(t, ['--version'], { PORT: 'none' }), {
    code: 0,
    stdout: `${packageJson.version}\n`,
    stderr: '',
  });
});

test('listens on the port of --port rather than PORT', async (t) => {
  const { origin } = startProgram(t, [...receiver, '--port', '0'], { env: { PORT: 'none' } });
  await t.notThrowsAsync(origin());
});

for (const [argv, env, mistake] of [
  [['--prot', 'hidden'], {}, /Not started: arguments: expected nothing but --port <number>, --version or --help"/],
  [['hidden'], {}, /Not started: arguments: /],
  [['--port', 'hidden'], {}, /Not started: PORT: expected a port/],
  [[], { npm_config_port: 'hidden' }, /Not started: --port: npm kept it for itself, put -- before it/],
  [['hidden'], { LOG_LEVEL: 'loud' }, /Not started: arguments: .*; LOG_LEVEL: /],
] as const) {
  test(`does not start with the arguments ${argv.join(' ')} and the settings ${JSON.stringify(env)}`, async (t) => {
    const { code, stdout } = await ended(t, argv, env);
    t.is(code, 1);
    t.regex(stdout, mistake);
    t.notRegex(stdout, /hidden/);
  });
}

test('stops when its terminal is closed', async (t) => {
  const program = startProgram(t, receiver);
  await program.origin();
  program.child.kill('SIGHUP');

  t.is(await program.ended, 0);
  t.is(program.entries().at(-1)?.message, 'Stopped: SIGHUP');
});

test('stops for an interrupt, however often it is told to', async (t) => {
  const program = startProgram(t, receiver, { env: { STATUSPAGE_WEBHOOK_TOKEN: token } });
  await program.origin();
  program.child.kill('SIGINT');
  program.child.kill('SIGINT');
  program.child.kill('SIGTERM');

  t.is(await program.ended, 0);
  t.is(program.lines().length, 2);
});

test('writes lines for a person where it is told to, coloured where that is forced', async (t) => {
  const linesWith = async (env: Readonly<Record<string, string>>) => {
    const program = startProgram(t, receiver, { env: { LOG_FORMAT: 'pretty', ...env } });
    await post(await program.origin(), incident('abc'));
    program.child.kill('SIGTERM');
    await program.ended;
    return program.lines();
  };

  const event = /WARNING .*unknown incident "Delays": investigating, impact minor/;
  const plain = await linesWith({});
  t.regex(plain[2] ?? '', event);
  t.false(plain.join('').includes('\u001b'));
  const coloured = await linesWith({ FORCE_COLOR: '1' });
  t.regex(coloured[2] ?? '', event);
  t.true(coloured[2]?.includes('\u001b[33mWARNING'));
});

test('says what is wrong with its settings in the format that was asked for', async (t) => {
  const { stdout, ended } = startProgram(t, receiver, { env: { PORT: 'none', LOG_FORMAT: ' pretty ' } });

  t.is(await ended, 1);
  t.regex(stdout(), /^\d\d:\d\d:\d\d CRITICAL Not started: PORT: /);
});

test('leaves out what the level leaves out, but never an event or a refusal', async (t) => {
  const port = await freePort();
  const program = startProgram(t, receiver, { env: { LOG_LEVEL: 'emerg', PORT: `${port}` } });
  const origin = `http://127.0.0.1:${port}`;
  const health = async (): Promise<boolean> =>
    fetch(`${origin}/health`).then(
      (response) => response.ok,
      () => health(),
    );
  t.true(await health());
  await post(origin, incident('abc'));
  await post(origin, '{}');
  program.child.kill('SIGTERM');

  t.is(await program.ended, 0);
  t.deepEqual(
    program.entries().map(({ message }) => message),
    ['unknown incident "Delays": investigating, impact minor', 'Refused a delivery: unrecognised'],
  );
});

test('counts every refusal of a flood in few entries, the last of them as it stops', async (t) => {
  const program = startProgram(t, receiver, { env: { STATUSPAGE_WEBHOOK_TOKEN: token } });
  const origin = await program.origin();
  for (let round = 0; round < 15; round += 1) {
    await Promise.all(Array.from({ length: 20 }, () => post(origin, '{}')));
  }
  program.child.kill('SIGTERM');

  t.is(await program.ended, 0);
  const refused = program.entries().filter(({ reason }) => reason === 'missing_token');
  t.is(
    refused.reduce((sum, { refusals }) => sum + Number(refusals), 0),
    300,
  );
  t.true(refused.length < 290);
});

const folderWith = async (t: ExecutionContext, envFile: string | Uint8Array): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, '.env'), envFile);
  return folder;
};

test('reads .env where there is one, even with a byte-order mark and an empty setting in the environment', async (t) => {
  const program = startProgram(t, receiver, {
    cwd: await folderWith(t, `\uFEFFSTATUSPAGE_WEBHOOK_TOKEN=${token}\r\n`),
    env: { STATUSPAGE_WEBHOOK_TOKEN: '' },
  });
  const refused = await post(await program.origin(), incident('abc'));

  t.is(refused.status, 401);
});

test('prefers a setting of the environment to that of .env', async (t) => {
  const cwd = await folderWith(t, 'PORT=eighty\n');
  await t.notThrowsAsync(startProgram(t, receiver, { cwd, env: { PORT: '0' } }).origin());
});

test('tells the mistakes in .env with all others', async (t) => {
  const { entries, ended } = startProgram(t, receiver, {
    cwd: await folderWith(t, 'STATUSPAGE_TOKEN=hidden\nhidden\n'),
    env: { LOG_LEVEL: 'loud' },
  });

  t.is(await ended, 1);
  t.deepEqual(
    entries().map(({ message }) => message.replace(/(LOG_LEVEL: ).*/, '$1…')),
    [
      'Not started: .env, line 2: expected NAME=value; .env, STATUSPAGE_TOKEN: unknown setting, did you mean STATUSPAGE_WEBHOOK_TOKEN?; LOG_LEVEL: …',
    ],
  );
});

test('tells all mistakes of its settings at once, none of their values, and exits 1', async (t) => {
  const { lines, entries, ended } = startProgram(t, receiver, {
    env: { PORT: 'eighty', STATUSPAGE_WEBHOOK_TOKEN: 'short', LOG_LEVEL: 'loud' },
  });

  t.is(await ended, 1);
  t.is(lines().length, 1);
  t.is(entries()[0]?.severity, 'CRITICAL');
  t.regex(lines()[0] ?? '', /PORT: .*LOG_LEVEL: .*STATUSPAGE_WEBHOOK_TOKEN: /);
  t.notRegex(lines()[0] ?? '', /eighty|"short|loud/);
});

test('says in one line that its port is in use, and exits 1', async (t) => {
  const port = await listen(t, createServer());
  const { entries, ended } = startProgram(t, receiver, { env: { PORT: `${port}` } });

  t.is(await ended, 1);
  t.deepEqual(
    entries().map(({ severity, message }) => [severity, message]),
    [['CRITICAL', `Port ${port} is in use: stop the program that listens on it, or set PORT`]],
  );
});

test('says why it does not start, whatever its level', async (t) => {
  const port = await listen(t, createServer());
  const { entries, ended } = startProgram(t, receiver, { env: { PORT: `${port}`, LOG_LEVEL: 'emerg' } });

  t.is(await ended, 1);
  t.is(entries().length, 1);
});

test('says that its .env cannot be read, and exits 1', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, '.env'));
  const { entries, ended } = startProgram(t, receiver, { cwd: folder });

  t.is(await ended, 1);
  t.deepEqual(
    entries().map(({ severity, message }) => [severity, message]),
    [['CRITICAL', 'Not started: .env: expected a readable file']],
  );
});

test('ends after a defect outside a request, with its stack in the log', async (t) => {
  const program = startProgram(t, [
    '--import',
    `data:text/javascript,process.on('SIGUSR2',function defect(){throw new Error('boom')})`,
    ...receiver,
  ]);
  await program.origin();
  program.child.kill('SIGUSR2');

  t.is(await program.ended, 1);
  const last = program.entries().at(-1);
  t.is(last?.severity, 'CRITICAL');
  t.regex(last?.['stack_trace'] as string, /Error: boom\n.*defect/);
});

test('has every acknowledged delivery on stdout when it is stopped under load', async (t) => {
  const program = startProgram(t, receiver);
  const origin = await program.origin();
  const acknowledged: string[] = [];
  let isOver = false;
  const sender = async (name: number): Promise<void> => {
    for (let delivery = 0; !isOver; delivery += 1) {
      const id = `${name}-${delivery}`;
      const answer = await post(origin, incident(id)).catch(() => undefined);
      if (answer === undefined) return;
      t.is(answer.status, 200);
      acknowledged.push(id);
      if (acknowledged.length === 300) program.child.kill('SIGTERM');
    }
  };
  const senders = Array.from({ length: 16 }, (_, name) => sender(name));
  const code = await program.ended;
  isOver = true;
  await Promise.all(senders);

  t.is(code, 0);
  t.true(acknowledged.length >= 300);
  const recorded = recordedIds(program);
  t.deepEqual(
    acknowledged.filter((id) => !recorded.has(id)),
    [],
  );
});

test('finishes what is in flight when it is stopped', async (t) => {
  const program = startProgram(t, receiver);
  const origin = await program.origin();
  const { port } = new URL(origin);
  const body = incident('slow');
  const socket = connect(Number(port), '127.0.0.1');
  const answer: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => answer.push(chunk));
  socket.write(
    `POST /webhook/statuspage HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  // It has begun to answer: the request is in flight.
  await once(socket, 'data');
  program.child.kill('SIGTERM');
  await t.throwsAsync(async () => {
    for (;;) await post(origin, incident('late'));
  });
  await program.logged(/^Stopping: SIGTERM\. Waiting for open connections: \d+$/);
  socket.write(body);
  await once(socket, 'close');

  t.regex(Buffer.concat(answer).toString(), /HTTP\/1.1 200 OK[^]*\{"received":"incident","id":"slow"\}/);
  t.is(await program.ended, 0);
  t.true(recordedIds(program).has('slow'));
});

test('asks nobody whose token is wrong for the body', async (t) => {
  const program = startProgram(t, receiver, { env: { STATUSPAGE_WEBHOOK_TOKEN: token } });
  const { port } = new URL(await program.origin());
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    'POST /webhook/statuspage/another-token HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n',
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();

  t.regex(answer.toString(), /^HTTP\/1.1 401 /);
});

test('cuts what does not end after its stop, and still exits 0', async (t) => {
  const program = startProgram(t, receiver);
  const origin = await program.origin();
  const { port } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('POST /webhook/statuspage HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n');
  await once(socket, 'data');
  program.child.kill('SIGTERM');

  t.is(await program.ended, 0);
});

test('answers slowly, loses nothing and stays small where its log is not read', async (t) => {
  const program = startProgram(t, receiver);
  const origin = await program.origin();
  const reading = program.child.stdout;
  reading?.pause();
  const text = 'x'.repeat(50_000);
  let answered = 0;
  const answers = Array.from({ length: 200 }, async (_, id) => {
    const { status } = await post(origin, incident(`${id}`, text));
    answered += 1;
    return status;
  });
  for (let round = 0; round < 50; round += 1) t.true((await fetch(`${origin}/health`)).ok);
  // What the pipe and this process's buffers hold; the rest waits.
  t.true(answered < 20, `${answered} were answered`);
  reading?.resume();

  t.deepEqual(new Set(await Promise.all(answers)), new Set([200]));
  program.child.kill('SIGTERM');
  t.is(await program.ended, 0);
  t.is(recordedIds(program).size, 200 + 1);
});

test('answers 503 and ends where its log is closed', async (t) => {
  const program = startProgram(t, receiver);
  const origin = await program.origin();
  program.child.stdout?.destroy();
  const { status, body } = await post(origin, incident('abc'));

  t.is(status, 503);
  t.regex(body, /The log cannot be written to/);
  t.is(await program.ended, 1);
});
