import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import request, { type Response } from 'supertest';
import type { Acknowledgement } from '../../../service/programs/receiver/acknowledgement.ts';
import { exampleDeliveries } from '../../../service/programs/receiver/example-deliveries.ts';
import { signBody } from '../../../service/sending/sign-body.ts';
import { checkAnswer } from '../../helpers/answer-check.ts';
import { listen } from '../../helpers/listen.ts';
import { noon, receiverWith } from '../../helpers/receiver.ts';

const token = 'a-token-that-is-long-enough';
const otherToken = 'the-token-that-comes-after-it';
const secret = 'a-secret-that-is-long-enough';
const otherSecret = 'the-secret-that-comes-after-it';
const incident = JSON.stringify(exampleDeliveries.incident.value);
const component = JSON.stringify(exampleDeliveries.component.value);
const unknownShape = JSON.stringify({ announcement: { id: 'x1', unsubscribe: 'code123' } });

type Sent = Readonly<{ path?: string; body?: string | Buffer; headers?: Readonly<Record<string, string>> }>;

const post = async (
  t: ExecutionContext,
  receiver: Awaited<ReturnType<typeof receiverWith>>,
  { path = '/webhook/statuspage', body = incident, headers = {} }: Sent = {},
): Promise<Response> => {
  const response = await request(receiver.app)
    .post(path)
    .set({ 'Content-Type': 'application/json', ...headers })
    .serialize((raw: unknown) => raw as string)
    .send(body);
  checkAnswer(t, 'post', response);
  return response;
};

const detailOf = (response: Response): unknown => (JSON.parse(response.text) as Record<string, unknown>)['detail'];

for (const [name, { value }] of Object.entries(exampleDeliveries)) {
  test(`acknowledges and records a documented example: ${name}`, async (t) => {
    const receiver = await receiverWith();
    const response = await post(t, receiver, { body: JSON.stringify(value) });

    t.is(response.status, 200);
    t.deepEqual(
      JSON.parse(response.text),
      'incident' in value
        ? { received: 'incident', id: value.incident.id }
        : { received: 'component', id: value.component.id },
    );
    t.is(receiver.entries().length, 1);
    t.truthy(receiver.entries()[0]?.['event']);
    t.is(receiver.entries()[0]?.['violations'], undefined);
  });
}

const ids = ['<b>', '  a  b ', '&lt;', 'a\u0000\u0085\u2028\u202Eb', '\uD83D', '?unsubscribe%3Dcode'];

for (const id of ids) {
  test(`acknowledges the id ${encodeURI(id.toWellFormed())} as it was sent`, async (t) => {
    const receiver = await receiverWith();
    const incidentAnswer = await post(t, receiver, {
      body: JSON.stringify({ incident: { id, name: 'a', status: 'b' } }),
    });
    const componentAnswer = await post(t, receiver, { body: JSON.stringify({ component: { id, status: 'b' } }) });

    t.deepEqual(JSON.parse(incidentAnswer.text), { received: 'incident', id });
    t.deepEqual(JSON.parse(componentAnswer.text), { received: 'component', id });
  });
}

test('writes the entry that the contract describes', async (t) => {
  const receiver = await receiverWith({ STATUSPAGE_WEBHOOK_TOKEN: token });
  await post(t, receiver, {
    path: `/webhook/statuspage/${token}`,
    headers: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  });

  t.snapshot(receiver.entries());
});

test('writes a trace from the older header of Google Cloud, whose span is decimal', async (t) => {
  const receiver = await receiverWith(onlyToken);
  await post(t, receiver, {
    path: withToken,
    headers: { 'X-Cloud-Trace-Context': '105445aa7843bc8bf206b12000100000/1;o=1' },
  });
  const [entry] = receiver.entries();

  t.is(entry?.['logging.googleapis.com/trace'], 'projects/demo/traces/105445aa7843bc8bf206b12000100000');
  t.is(entry?.['logging.googleapis.com/spanId'], '0000000000000001');
  t.true(entry?.['logging.googleapis.com/trace_sampled']);
});

test('writes a trace whose span is not known', async (t) => {
  const receiver = await receiverWith(onlyToken);
  await post(t, receiver, {
    path: withToken,
    headers: { 'X-Cloud-Trace-Context': '105445aa7843bc8bf206b12000100000;o=1' },
  });
  const [entry] = receiver.entries();

  t.is(entry?.['logging.googleapis.com/trace'], 'projects/demo/traces/105445aa7843bc8bf206b12000100000');
  t.is(entry?.['logging.googleapis.com/spanId'], undefined);
});

const both = { STATUSPAGE_WEBHOOK_SECRET: secret, STATUSPAGE_WEBHOOK_TOKEN: token };
const onlySecret = { STATUSPAGE_WEBHOOK_SECRET: secret };
const onlyToken = { STATUSPAGE_WEBHOOK_TOKEN: token };
const valid = { 'X-Statuspage-Signature': signBody(secret)(incident) };
const wrong = { 'X-Statuspage-Signature': signBody(secret)(`${incident} `) };
const malformed = { 'X-Statuspage-Signature': 'sha256=nonsense' };
const withToken = `/webhook/statuspage/${token}`;
const withWrongToken = `/webhook/statuspage/${otherToken}`;

type Proof = Readonly<{
  settings: Readonly<Record<string, string>>;
  sent: Sent;
  status: number;
  detail?: string;
  verified?: boolean;
}>;

const proofs: Readonly<Record<string, Proof>> = {
  'nothing is demanded, and nothing is given': { settings: {}, sent: {}, status: 200, verified: false },
  'nothing is demanded, and anything is given': {
    settings: {},
    sent: { path: withWrongToken, headers: wrong },
    status: 200,
    verified: false,
  },
  'a valid signature': { settings: onlySecret, sent: { headers: valid }, status: 200, verified: true },
  'a valid signature in capitals': {
    settings: onlySecret,
    sent: { headers: { 'X-Statuspage-Signature': `sha256=${signBody(secret)(incident).slice(7).toUpperCase()}` } },
    status: 200,
    verified: true,
  },
  'a valid signature beside a path that does not count': {
    settings: onlySecret,
    sent: { path: withWrongToken, headers: valid },
    status: 200,
    verified: true,
  },
  'no signature': {
    settings: onlySecret,
    sent: { path: withToken },
    status: 401,
    detail: 'Missing X-Statuspage-Signature header',
  },
  'a wrong signature': {
    settings: onlySecret,
    sent: { headers: wrong },
    status: 401,
    detail: 'Invalid webhook signature',
  },
  'a malformed signature': {
    settings: onlySecret,
    sent: { headers: malformed },
    status: 401,
    detail: 'Invalid webhook signature',
  },
  'a valid token': { settings: onlyToken, sent: { path: withToken }, status: 200, verified: true },
  'a valid token beside a signature that does not count': {
    settings: onlyToken,
    sent: { path: withToken, headers: wrong },
    status: 200,
    verified: true,
  },
  'no token': { settings: onlyToken, sent: { headers: valid }, status: 401 },
  'a wrong token': { settings: onlyToken, sent: { path: withWrongToken }, status: 401 },
  'a token that cannot be decoded': {
    settings: onlyToken,
    sent: { path: '/webhook/statuspage/%E0%A4%A' },
    status: 401,
  },
  'both demanded, a signature given': { settings: both, sent: { headers: valid }, status: 200, verified: true },
  'both demanded, a token given': { settings: both, sent: { path: withToken }, status: 200, verified: true },
  'both demanded and given': {
    settings: both,
    sent: { path: withToken, headers: valid },
    status: 200,
    verified: true,
  },
  'both demanded, a wrong signature beside a valid token': {
    settings: both,
    sent: { path: withToken, headers: wrong },
    status: 401,
    detail: 'Invalid webhook signature',
  },
  'both demanded, a valid signature beside a wrong token': {
    settings: both,
    sent: { path: withWrongToken, headers: valid },
    status: 401,
  },
  'both demanded, neither given': { settings: both, sent: {}, status: 401 },
  'the second of two live tokens, with blanks around': {
    settings: { STATUSPAGE_WEBHOOK_TOKEN: ` ${otherToken} , , ${token} ` },
    sent: { path: withToken },
    status: 200,
    verified: true,
  },
  'the second of two live secrets': {
    settings: { STATUSPAGE_WEBHOOK_SECRET: `${otherSecret},${secret}` },
    sent: { headers: valid },
    status: 200,
    verified: true,
  },
  'a token that is bound to the page': {
    settings: { STATUSPAGE_WEBHOOK_TOKEN: `another:${otherToken},kctbh9vrtdwd:${token}` },
    sent: { path: withToken },
    status: 200,
    verified: true,
  },
  'a token that is bound to another page': {
    settings: { STATUSPAGE_WEBHOOK_TOKEN: `another:${token},kctbh9vrtdwd:${otherToken}` },
    sent: { path: withToken },
    status: 401,
    detail: 'The token in the URL is bound to another page',
  },
  'a bound token, and a delivery that names no page': {
    settings: { STATUSPAGE_WEBHOOK_TOKEN: `kctbh9vrtdwd:${token}` },
    sent: { path: withToken, body: JSON.stringify(exampleDeliveries.minimal.value) },
    status: 401,
    detail: 'The token in the URL is bound to another page',
  },
  'a valid signature beside a token that is bound to another page': {
    settings: { ...onlySecret, STATUSPAGE_WEBHOOK_TOKEN: `another:${token}` },
    sent: { path: withToken, headers: valid },
    status: 200,
    verified: true,
  },
  'a token that was taken away': {
    settings: { STATUSPAGE_WEBHOOK_TOKEN: otherToken },
    sent: { path: withToken },
    status: 401,
  },
};

for (const [name, { settings, sent, status, detail, verified }] of Object.entries(proofs)) {
  test(`${status === 200 ? 'accepts' : 'refuses'} ${name}`, async (t) => {
    const receiver = await receiverWith(settings);
    const response = await post(t, receiver, sent);
    const [entry, ...more] = receiver.entries();

    t.is(response.status, status);
    t.deepEqual(more, []);
    if (status === 200) {
      t.is((entry?.['event'] as Partial<{ verified: boolean }>).verified, verified);
    } else {
      t.is(entry?.severity, 'WARNING');
      t.truthy(entry?.['reason']);
      t.is(entry?.['event'], undefined);
    }
    if (detail !== undefined) {
      t.is(detailOf(response), detail);
    }
    for (const hidden of [token, otherToken, secret, otherSecret, 'nonsense']) {
      t.false(receiver.output().includes(hidden));
      t.false(response.text.includes(hidden));
    }
  });
}

const encodings = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  identity: (body: string) => Buffer.from(body),
  GZIP: gzipSync,
};

for (const [encoding, compress] of Object.entries(encodings)) {
  test(`inflates ${encoding} before it verifies the signature`, async (t) => {
    const receiver = await receiverWith(onlySecret);
    const response = await post(t, receiver, {
      body: compress(incident),
      headers: { ...valid, 'Content-Encoding': encoding },
    });

    t.is(response.status, 200);
  });
}

const fourMebibytes = 4 * 1024 * 1024;
const padded = (bytes: number): string => {
  const start = `{"incident":{"id":"a","name":"b","status":"c"},"padding":"`;
  return `${start}${'x'.repeat(bytes - start.length - 2)}"}`;
};

test('takes a body of 4 MiB', async (t) => {
  const response = await post(t, await receiverWith(), { body: padded(fourMebibytes) });

  t.is(response.status, 200);
});

test('lets a large delivery whose token is valid not wait behind those that have none', async (t) => {
  const receiver = await receiverWith(both);
  const server = createServer(receiver.app);
  const port = await listen(t, server);
  let closed = 0;
  // They take every turn, and lose one only if a delivery waits for it.
  for (let place = 0; place < 4; place += 1) {
    const socket = connect(port, '127.0.0.1')
      .on('error', () => undefined)
      .on('close', () => (closed += 1));
    t.teardown(() => socket.destroy());
    socket.write(`POST /webhook/statuspage HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n`);
    await new Promise((resolve) => socket.write('x'.repeat(199_999), resolve));
  }
  const response = await request(`http://127.0.0.1:${port}`).post(withToken).send(padded(200_000));

  t.is(response.status, 200);
  t.is(closed, 0);
});

const refusals: Readonly<Record<string, Readonly<{ sent: Sent; status: number; settings?: object }>>> = {
  'a body over 4 MiB': { sent: { body: padded(fourMebibytes + 1) }, status: 413 },
  'a body that inflates to over 4 MiB': {
    sent: { body: gzipSync(Buffer.alloc(200 * 1024 * 1024)), headers: { 'Content-Encoding': 'gzip' } },
    status: 413,
  },
  'an unknown content encoding': { sent: { headers: { 'Content-Encoding': 'zstd' } }, status: 415 },
  'a body that is not in its content encoding': { sent: { headers: { 'Content-Encoding': 'gzip' } }, status: 400 },
  'a gzip stream that was cut short': {
    sent: { body: gzipSync(incident).subarray(0, 60), headers: { 'Content-Encoding': 'gzip' } },
    status: 400,
  },
  'an empty body': { sent: { body: '' }, status: 422 },
  'a body of blanks': { sent: { body: ' \n' }, status: 422 },
  'a body that is not UTF-8': { sent: { body: Buffer.from([0x7b, 0xff, 0x7d]) }, status: 422 },
  'a body that is not JSON': { sent: { body: '{"incident":' }, status: 422 },
  'a list': { sent: { body: '[]' }, status: 422 },
  null: { sent: { body: 'null' }, status: 422 },
  'an unverified delivery of an unknown shape': { sent: { body: unknownShape }, status: 422 },
  'an unverified incident without what is required': { sent: { body: '{"incident":{"id":7}}' }, status: 422 },
  'a verified body that was cut short': {
    settings: onlyToken,
    sent: { path: withToken, body: incident.slice(0, 100) },
    status: 422,
  },
};

for (const [name, { sent, status, settings = {} }] of Object.entries(refusals)) {
  test(`refuses ${name}`, async (t) => {
    const receiver = await receiverWith({ ...settings });
    const response = await post(t, receiver, sent);

    t.is(response.status, status);
    t.is(response.headers['content-type'], 'application/problem+json');
    t.is((JSON.parse(response.text) as { status: number }).status, status);
    t.deepEqual(
      receiver.entries().map(({ severity }) => severity),
      ['WARNING'],
    );
  });
}

for (const mistyped of [
  '/webhook/statuspages',
  `/webhook/${token}`,
  `/webhook/statuspage/${token}/more`,
  '/webhook/',
  '/WEBHOOK',
]) {
  test(`records a delivery to ${mistyped}, which is no webhook, without its path`, async (t) => {
    const receiver = await receiverWith(onlyToken);
    const response = await request(receiver.app).post(mistyped).send(incident);

    t.is(response.status, 404);
    t.is(response.type, 'application/problem+json');
    t.deepEqual(
      receiver.entries().map(({ severity, message, reason }) => [severity, message, reason]),
      [['WARNING', 'Refused a delivery: unknown path', 'unknown_path']],
    );
    t.false(`${receiver.output()}${response.text}`.includes(token));
  });
}

test('records nothing of other requests to no path', async (t) => {
  const receiver = await receiverWith(onlyToken);
  t.is((await request(receiver.app).post('/webhooks/statuspage').send(incident)).status, 404);
  t.is((await request(receiver.app).get('/webhook/statuspages')).status, 404);
  t.is(receiver.output(), '');
});

test('labels a page that nobody named by its host only where it is verified', async (t) => {
  const body = JSON.stringify({
    incident: { id: 'a', name: 'b', status: 'c' },
    meta: { unsubscribe: 'https://status.example.com/?unsubscribe=0' },
  });
  const labelOf = async (settings: object, sent: Sent) => {
    const receiver = await receiverWith({ ...settings });
    await post(t, receiver, { ...sent, body });
    const [entry] = receiver.entries();
    t.like(entry, { event: { provider: 'status.example.com' } });
    return (entry?.['logging.googleapis.com/labels'] as Record<string, string>)['provider'];
  };
  t.is(await labelOf(onlyToken, { path: withToken }), 'status.example.com');
  t.is(await labelOf({}, {}), 'other');
});

test('says in sentences what an unverified delivery lacks, and repeats nothing of it', async (t) => {
  const receiver = await receiverWith();
  const response = await post(t, receiver, { body: '{"incident":{"id":"","name":["hidden"]}}' });

  t.deepEqual((JSON.parse(response.text) as Record<string, unknown>)['violations'], [
    'incident.id: expected a non-empty string',
    'incident.name: expected a non-empty string',
    'incident.status: expected a non-empty string',
  ]);
  t.false(receiver.output().includes('hidden'));
});

test('keeps a genuine delivery of an unknown shape, without its unsubscribe code', async (t) => {
  const receiver = await receiverWith(onlyToken);
  const response = await post(t, receiver, { path: withToken, body: unknownShape });
  const [entry] = receiver.entries();

  t.is(response.status, 202);
  t.is(response.text, '{"received":"unrecognised"}');
  t.is(entry?.severity, 'WARNING');
  t.is(entry?.['rawBody'], unknownShape.replace('code123', '…'));
  t.deepEqual(entry?.['violations'], ['expected an incident, or a component_update with its component']);
});

for (const [name, sent] of [
  ['401', { path: withWrongToken }],
  ['413', { path: withToken, body: padded(fourMebibytes + 1) }],
] as const) {
  test(`closes the connection after a ${name}`, async (t) => {
    const response = await post(t, await receiverWith(onlyToken), sent);

    t.is(response.status, Number(name));
    t.is(response.headers['connection'], 'close');
  });
}

test('believes the trace of a verified delivery alone', async (t) => {
  const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
  const receiver = await receiverWith(onlyToken);
  await post(t, receiver, { path: withToken, headers });
  await post(t, receiver, { path: withToken, headers, body: unknownShape });
  await post(t, receiver, { path: withWrongToken, headers });
  const unverified = await receiverWith();
  await post(t, unverified, { headers });

  t.deepEqual(
    [...receiver.entries(), ...unverified.entries()].map((entry) => 'logging.googleapis.com/trace' in entry),
    [true, true, false, false],
  );
});

const addresses: Readonly<Record<string, Readonly<{ settings: object; forwarded: string; logged?: string }>>> = {
  'what Cloud Run appended': { settings: { K_SERVICE: 'r' }, forwarded: '1.2.3.4, 203.0.113.7', logged: '203.0.113.7' },
  'an IPv6 address': { settings: { K_SERVICE: 'r' }, forwarded: '2001:db8::7', logged: '2001:db8::7' },
  'the socket’s address for what is none': { settings: { K_SERVICE: 'r' }, forwarded: 'hidden', logged: '127.0.0.1' },
  'the socket’s address elsewhere': { settings: {}, forwarded: '203.0.113.7', logged: '127.0.0.1' },
  'nothing if a setting says so': { settings: { LOG_CLIENT_ADDRESS: 'false' }, forwarded: '203.0.113.7' },
};

for (const [name, { settings, forwarded, logged }] of Object.entries(addresses)) {
  test(`logs where a delivery came from: ${name}`, async (t) => {
    const receiver = await receiverWith({ ...onlyToken, ...settings });
    const headers = { 'X-Forwarded-For': forwarded };
    await post(t, receiver, { path: withToken, headers });
    await post(t, receiver, { path: withToken, headers, body: unknownShape });
    await post(t, receiver, { path: withWrongToken, headers });

    t.deepEqual(
      receiver.entries().map(({ clientAddress }) => clientAddress),
      [logged, logged, logged],
    );
  });
}

const origins = {
  'another page': 'https://example.com',
  'a page without an origin': 'null',
  'the same host at another port': 'http://localhost:3000',
};

for (const [name, origin] of Object.entries(origins)) {
  test(`refuses what a browser sends for ${name}, unless it is verified`, async (t) => {
    const headers = { 'Content-Type': 'text/plain', Host: 'localhost:8000', Origin: origin };
    const receiver = await receiverWith();
    const response = await post(t, receiver, { headers });
    const verified = await post(t, await receiverWith(onlyToken), { path: withToken, headers });

    t.is(response.status, 403);
    t.deepEqual(
      receiver.entries().map(({ reason }) => reason),
      ['foreign_origin'],
    );
    t.is(verified.status, 200);
  });
}

test('accepts what the documentation’s own page sends', async (t) => {
  for (const [host, origin] of [
    ['localhost:8000', 'http://localhost:8000'],
    ['example.com', 'https://example.com'],
    ['[::1]:8000', 'http://[::1]:8000'],
  ] as const) {
    t.is((await post(t, await receiverWith(), { headers: { Host: host, Origin: origin } })).status, 200, host);
  }
});

test('skips a byte-order mark', async (t) => {
  const response = await post(t, await receiverWith(), { body: `\uFEFF${incident}` });

  t.is(response.status, 200);
});

test('takes any content type, and none', async (t) => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
    const response = await post(t, await receiverWith(), { headers: { 'Content-Type': type } });
    t.is(response.status, 200);
  }
});

test('answers 503 where the log cannot be written to', async (t) => {
  const receiver = await receiverWith({}, { failing: true });

  t.is((await post(t, receiver)).status, 503);
  t.is((await post(t, receiver, { body: component })).status, 503);
});

test('gives the same id to a redelivery and another to an edit', async (t) => {
  const receiver = await receiverWith(onlyToken);
  const { meta, incident: sent, page } = exampleDeliveries.incident.value;
  const edited = sent.incident_updates.map((update) => ({ ...update, updated_at: '2026-03-02T13:30:00.000Z' }));
  await post(t, receiver, { path: withToken });
  await post(t, receiver, {
    path: withToken,
    body: JSON.stringify({ incident: sent, page, meta: { ...meta, generated_at: '2026-03-02T15:00:00.000Z' } }),
  });
  await post(t, receiver, {
    path: withToken,
    body: JSON.stringify({ meta, page, incident: { ...sent, incident_updates: edited } }),
  });
  const [first, second, third] = receiver.entries().map((entry) => entry['logging.googleapis.com/insertId']);

  t.is(first, second);
  t.not(first, third);
});

test('never answers a delivery with a 5xx, and writes one line of JSON for each', async (t) => {
  const anything = fc.oneof(
    fc.json({ noUnicodeString: false }),
    fc.record({ incident: fc.jsonValue(), component: fc.jsonValue() }).map((value) => JSON.stringify(value)),
    fc
      .record({
        page: fc.jsonValue(),
        incident: fc.record({
          id: fc.string({ minLength: 1, unit: 'binary' }),
          name: fc.string({ minLength: 1, unit: 'binary' }),
          status: fc.string({ minLength: 1, unit: 'binary' }),
          impact: fc.jsonValue(),
          incident_updates: fc.jsonValue(),
          components: fc.jsonValue(),
        }),
      })
      .map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (body) => {
      const receiver = await receiverWith(onlyToken);
      const response = await post(t, receiver, { path: withToken, body });

      t.true(response.status < 500);
      t.regex(receiver.output(), /^\{[^\n\r\u2028\u2029]*\}\n$/);
      t.is(receiver.entries().length, 1);
    }),
    { numRuns: 150 },
  );
});

test('tells that it serves, and the time', async (t) => {
  const response = await request((await receiverWith()).app).get('/health');
  checkAnswer(t, 'get', response);

  t.is(response.status, 200);
  t.is(response.text, '{"status":"ok","time":"2026-03-02T12:00:00.000Z"}');
  t.is(response.headers['cache-control'], 'no-store');
});

for (const path of ['/', '/health', '/docs', '/openapi.json']) {
  test(`answers HEAD ${path} as GET, without a body`, async (t) => {
    const { app } = await receiverWith();
    const got = await request(app).get(path);
    const headed = await request(app).head(path);

    t.is(headed.status, 200);
    t.is(headed.text, undefined as unknown as string);
    t.is(headed.headers['content-length'], got.headers['content-length']);
  });

  test(`allows only reading ${path}`, async (t) => {
    const { app } = await receiverWith();
    for (const method of ['post', 'put', 'delete', 'options'] as const) {
      const response = await request(app)[method](path);
      t.is(response.status, 405);
      t.is(response.headers['allow'], 'GET, HEAD');
      t.is(response.headers['content-type'], 'application/problem+json');
    }
    if (path !== '/') checkAnswer(t, 'get', await request(app).get(path));
  });
}

for (const path of ['/webhook/statuspage', withToken]) {
  test(`allows only posting to ${path}`, async (t) => {
    const receiver = await receiverWith(onlyToken);
    for (const method of ['get', 'put', 'delete', 'options'] as const) {
      const response = await request(receiver.app)[method](path);
      t.is(response.status, 405);
      t.is(response.headers['allow'], 'POST');
    }
    t.is(receiver.output(), '');
  });
}

for (const path of ['/healthz', '/webhook', '/webhook/statuspage/a/b', '/docs/../package.json', '/docs/index.html']) {
  test(`knows nothing at ${path}`, async (t) => {
    const response = await request((await receiverWith()).app).post(path);

    t.is(response.status, 404);
    t.is(response.headers['content-type'], 'application/problem+json');
  });
}

test('never redirects a webhook', async (t) => {
  for (const path of ['/webhook/statuspage/', '/WEBHOOK/Statuspage', `${withToken}/`]) {
    const response = await request((await receiverWith()).app)
      .post(path)
      .send(exampleDeliveries.incident.value);
    t.is(response.status, 200);
  }
});

test('serves the documentation from its own files, under a strict policy', async (t) => {
  const { app } = await receiverWith();
  const page = await request(app).get('/docs');
  const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file = '']) => file);

  t.is(
    page.headers['content-security-policy'],
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  );
  t.notRegex(page.text, /<script>|<style/);
  t.is(files.length, 4);
  for (const file of files) {
    t.is((await request(app).get(file)).status, 200);
  }
});

test('reads a file of the documentation once, and tries again if that fails', async (t) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const { docsFile } = await import('../../../service/http/docs-page.ts');
  const read = docsFile(directory)('swagger-ui.css', undefined);
  await t.throwsAsync(read);
  await writeFile(path.join(directory, 'swagger-ui.css'), 'body {}');
  const [first, second] = await Promise.all([read(), read()]);
  await rm(path.join(directory, 'swagger-ui.css'));

  t.is(first.body.toString(), 'body {}');
  t.is(second.body, first.body);
  t.is((await read()).body, first.body);
});

test('sends a file of the documentation compressed if the client accepts that and there is one', async (t) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const { docsFile } = await import('../../../service/http/docs-page.ts');
  await writeFile(path.join(directory, 'swagger-ui.css'), 'body {}');
  await writeFile(path.join(directory, 'swagger-ui.css.br'), 'compressed');
  const read = docsFile(directory);

  t.like(await read('swagger-ui.css', 'br')(), { headers: { 'Content-Encoding': 'br', Vary: 'Accept-Encoding' } });
  t.is((await read('swagger-ui.css', 'br')()).body.toString(), 'compressed');
  t.is((await read('swagger-ui.css', 'gzip')()).body.toString(), 'body {}');
  t.is((await read('swagger-ui.css', undefined)()).headers['Content-Encoding'], undefined);
});

test('sends a file of the documentation uncompressed if the client accepts nothing else', async (t) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const { docsFile } = await import('../../../service/http/docs-page.ts');
  await writeFile(path.join(directory, 'swagger-ui.css.gzip'), gzipSync('body {}'));
  const response = await docsFile(directory)('swagger-ui.css', undefined)();

  t.is(response.body.toString(), 'body {}');
  t.is(response.headers['Content-Encoding'], undefined);
});

test('says on a page what it is and whether it verifies, without anything that could run', async (t) => {
  const { status, type, text, headers } = await request((await receiverWith(onlyToken)).app).get('/');

  t.is(status, 200);
  t.is(type, 'text/html');
  t.regex(text, /<p>Deliveries are verified by the token in their URL\.<\/p>/);
  t.regex(text, /<a href="\/docs">/);
  t.notRegex(text, /<(?:script|style|img)|\sstyle=|\son\w+=/);
  t.regex(headers['content-security-policy'] ?? '', /^default-src 'none';/);
  t.notRegex(headers['content-security-policy'] ?? '', /self|unsafe|-src (?!'none')/);
  const unverified = await request((await receiverWith()).app).get('/');
  t.regex(unverified.text, /<p>Deliveries are not verified\.<\/p>/);
});

test('has no such page on Cloud Run', async (t) => {
  const { app } = await receiverWith({ K_SERVICE: 'statuswatch' });
  t.is((await request(app).get('/')).status, 404);
});

test('answers a defect of its own with a 500 that tells nothing', async (t) => {
  const reported: unknown[] = [];
  const { app } = await import('../../../service/programs/receiver/app.ts');
  const broken = app({
    receive: () => () => Promise.reject(new Error('hidden')),
    reportRefusal: () => () => Promise.resolve(),
    reportDefect: (error) => () => Promise.resolve(void reported.push(error)),
    clientAddressOf: () => undefined,
    withBackpressure: identity,
    docsDirectory: '/nowhere',
    homePage: O.none,
    now: () => new Date(),
  });
  const delivered = await request(broken).post('/webhook/statuspage').send('{}');
  const file = await request(broken).get('/docs/swagger-ui.css');

  for (const response of [delivered, file]) {
    t.is(response.status, 500);
    t.is(response.headers['content-type'], 'application/problem+json');
    t.notRegex(response.text, /hidden|nowhere/);
  }
  t.is(reported.length, 2);
});

test('reads no body while the reader of its log is behind', async (t) => {
  const waits: (() => void)[] = [];
  let hasRead = false;
  const { app } = await import('../../../service/programs/receiver/app.ts');
  const behind = app({
    receive: ({ readBody }) =>
      pipe(
        readBody(O.none),
        TE.map((body): Acknowledgement => {
          hasRead = true;
          return { received: 'incident', id: body.toString() };
        }),
      ),
    reportRefusal: () => () => Promise.resolve(),
    reportDefect: () => () => Promise.resolve(),
    clientAddressOf: () => undefined,
    withBackpressure: (task) => () => new Promise<void>((resolve) => waits.push(resolve)).then(task),
    docsDirectory: '/nowhere',
    homePage: O.none,
    now: () => noon,
  });
  const answer = request(behind).post('/webhook/statuspage').send('the body');
  const answered = answer.then(({ text }) => text);
  while (waits.length === 0) await new Promise(setImmediate);
  await request(behind).get('/health');
  t.false(hasRead);
  for (const goOn of waits) goOn();

  t.is(await answered, '{"received":"incident","id":"the body"}');
});
