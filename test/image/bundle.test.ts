import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import { exampleDeliveries } from '../../service/programs/receiver/example-deliveries.ts';
import { signBody } from '../../service/sending/sign-body.ts';
import { mainOf, startProgram } from '../helpers/start-program.ts';
import { builtApp } from './helpers/built-app.ts';
import { preloaded } from './helpers/preloaded.ts';

const built = builtApp();
const source = [mainOf('programs/receiver')];
const booted = async () => [path.join((await built).app, 'boot.cjs'), 'receiver'];

const secret = 'the secret of this test';
const token = 'the-token-of-this-test';
const settings = {
  STATUSPAGE_WEBHOOK_SECRET: secret,
  STATUSPAGE_WEBHOOK_TOKEN: token,
  GOOGLE_CLOUD_PROJECT: 'a-project',
};
const webhook = '/webhook/statuspage';

const post = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) => ({
  method: 'POST',
  body,
  headers,
});
const signatureOf = (body: string) => ({
  'X-Statuspage-Signature': signBody(secret)(body),
});
const signed = (body: string, headers: Readonly<Record<string, string>> = {}) =>
  post(body, { ...signatureOf(body), ...headers });

const incidentOf = (fields: object) =>
  JSON.stringify({ incident: { id: 'x', name: 'y', status: 'investigating', ...fields } });

const requests: ReadonlyArray<Readonly<[string, RequestInit]>> = [
  ...Object.values(exampleDeliveries).flatMap(({ value }) => {
    const body = JSON.stringify(value);
    return [[webhook, signed(body)] as const, [`${webhook}/${token}`, post(body)] as const];
  }),
  [webhook, signed(incidentOf({ impact: 7, name: '<b>Slow</b> p50 &lt; 200ms\u2028\u0007' }))],
  [webhook, signed(incidentOf({ incident_updates: [{ id: 'u', body: 'long '.repeat(100_000) }] }))],
  [webhook, signed(incidentOf({}), { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' })],
  [webhook, post(gzipSync(incidentOf({})), { ...signatureOf(incidentOf({})), 'Content-Encoding': 'gzip' })],
  [webhook, signed('{"announcement":{"unsubscribe":"http://example.org/?unsubscribe=code"}}')],
  [webhook, signed('{"cut":')],
  [webhook, signed('[]')],
  [webhook, post('{}')],
  [webhook, post('{}', { 'X-Statuspage-Signature': 'sha256=00' })],
  [webhook, post('{}', { ...signatureOf('{}'), 'Content-Encoding': 'zstd' })],
  [webhook, post(Buffer.alloc(4 * 1024 * 1024 + 1))],
  [`${webhook}/wrong`, post('{}')],
  [webhook, { method: 'GET' }],
  ['/health', {}],
  ['/health', { method: 'HEAD' }],
  ['/health', { method: 'DELETE' }],
  ['/openapi.json', {}],
  ['/docs', {}],
  ['/docs/start.js', {}],
  ['/docs/swagger-ui.css', {}],
  ['/docs/swagger-ui-bundle.js', {}],
  ['/docs/favicon-32x32.png', {}],
  ['/docs/nothing', {}],
  ['/%', {}],
];

const outcomeOf = async (t: ExecutionContext, program: ReadonlyArray<string>) => {
  const { child, origin, lines, ended } = startProgram(t, [...preloaded('fixed-clock-and-chance.cjs'), ...program], {
    // Elsewhere the history, which is a bundle of its own there, counts the random ids of entries by itself.
    env: { ...settings, K_SERVICE: 'receiver' },
  });
  const listening = await origin();
  const answers: unknown[] = [];
  for (const [url, request] of requests) {
    const response = await fetch(listening + url, request);
    // Only the image has the documentation's files compressed.
    const ignored = url.startsWith('/docs/') ? ['date', 'content-length', 'content-encoding'] : ['date'];
    const headers = [...response.headers].filter(([name]) => !ignored.includes(name));
    answers.push({ url, status: response.status, headers, body: await response.text() });
  }
  child.kill();
  await ended;
  return { answers, lines: lines().map((line) => line.replaceAll(/(?<=Listening on port |localhost:)\d+/g, 'N')) };
};

test('sends the documentation compressed', async (t) => {
  const { origin } = startProgram(t, await booted(), { env: settings });
  const file = `${await origin()}/docs/swagger-ui-bundle.js`;
  const sizes = await Promise.all(
    ['br', 'gzip', 'identity'].map(async (encoding) => {
      const { headers } = await fetch(file, { headers: { 'Accept-Encoding': encoding } });
      t.is(headers.get('content-encoding') ?? 'identity', encoding);
      return Number(headers.get('content-length'));
    }),
  );
  t.deepEqual(
    sizes,
    sizes.toSorted((left, right) => left - right),
  );
  t.log(`brotli, gzip and uncompressed: ${sizes.join(', ')} bytes`);
});

test('answers and logs the same as the sources, byte for byte', async (t) => {
  const [ofSource, ofBundle] = await Promise.all([outcomeOf(t, source), outcomeOf(t, await booted())]);
  t.is(ofSource.answers.length, requests.length);
  t.true(ofSource.lines.length > 20);
  t.deepEqual(ofBundle.answers, ofSource.answers);
  t.deepEqual(ofBundle.lines, ofSource.lines);
});

test('keeps function names in stack traces, which symbolicate maps back to the sources', async (t) => {
  const { child, origin, entries, ended } = startProgram(t, [...preloaded('broken-clock.cjs'), ...(await booted())]);
  t.is((await fetch(`${await origin()}/health`)).status, 500);
  child.kill();
  await ended;
  const entry = entries().find(({ severity }) => severity === 'ERROR');
  const trace = String(entry?.['stack_trace']);
  t.regex(trace, /Error: the clock is broken\n.*\n\s+at health \(.*\/service\/programs\/receiver\/main\.cjs:\d+:\d+\)/);

  const original = execFileSync(process.execPath, ['image/symbolicate.ts', (await built).sourceMaps], {
    input: trace,
    encoding: 'utf8',
  });
  const [, file = '', line] = /at health \((service\/http\/health\.ts):(\d+):\d+\)/.exec(original) ?? [];
  t.true(readFileSync(file, 'utf8').split('\n')[Number(line) - 1]?.includes('toISOString()'), original);
});
