import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { wellKnownPages } from '../service/domain/provider.ts';
import { eventEntry } from '../service/logging/event-entry.ts';
import { jsonLine } from '../service/logging/json-line.ts';
import { unrecognisedEntry } from '../service/logging/unrecognised-entry.ts';
import { decodeDelivery } from '../service/statuspage/decode-delivery.ts';
import { deliveryOf } from './deliveries.ts';
import { type Running, start, type Subject } from './programs.ts';
import { table } from './statistics.ts';

type Figure = Readonly<{ attack: string; measured: string; figure: number }>;

const token = randomBytes(24).toString('hex');
const webhook = '/webhook/statuspage';
const download = 'GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n';
const head = (path: string, ...headers: ReadonlyArray<string>): string =>
  [`POST ${path} HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const portOf = ({ origin }: Running): number => Number(new URL(origin).port);

const connected = async (running: Running, text: string): Promise<Socket> => {
  const socket = connect(portOf(running), '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  return socket;
};

const connectedMany = async (running: Running, count: number, text: string): Promise<ReadonlyArray<Socket>> => {
  const sockets: Socket[] = [];
  for (let index = 0; index < count; index += 1) sockets.push(await connected(running, text));
  return sockets;
};

const peakMegabytes = async ({ child }: Running): Promise<number> => {
  const status = await readFile(`/proc/${child.pid ?? ''}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
};

const millisecondsUntilAnswered = async (running: Running, path: string, body: string): Promise<number> => {
  const started = performance.now();
  const signal = AbortSignal.timeout(35_000);
  await fetch(`${running.origin}${path}`, { method: 'POST', body, signal }).then(
    (response) => response.text(),
    () => undefined,
  );
  return performance.now() - started;
};

const downloadsUnread =
  (connections: number, pipelined: number) =>
  async (running: Running): Promise<Figure> => {
    const sockets = await connectedMany(running, connections, download.repeat(pipelined));
    await pause(3000);
    const figure = await peakMegabytes(running);
    for (const socket of sockets) socket.destroy();
    return { attack: `${connections} × ${pipelined} downloads, nothing read`, measured: 'peak RSS, MB', figure };
  };

const downloads = async (running: Running): Promise<Figure> => {
  await autocannon({ url: `${running.origin}/docs/swagger-ui-bundle.js`, connections: 250, amount: 1000 });
  return {
    attack: '1,000 downloads, 250 connections',
    measured: 'peak RSS, MB',
    figure: await peakMegabytes(running),
  };
};

const heldSlots = async (running: Running): Promise<Figure> => {
  const sockets = await connectedMany(running, 16, `${head(webhook, 'Content-Length: 100000')}{`);
  const { body } = deliveryOf(1, 100_000);
  const figure = await millisecondsUntilAnswered(running, `${webhook}/${token}`, body);
  for (const socket of sockets) socket.destroy();
  return { attack: '16 announced bodies that do not come', measured: 'a delivery of 100 kB, ms', figure };
};

const idleConnections = async (running: Running): Promise<Figure> => {
  const sockets = await connectedMany(running, 2000, 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
  await pause(500);
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      fetch(`${running.origin}/health`, { signal: AbortSignal.timeout(2000), headers: { connection: 'close' } }),
    ),
  );
  for (const socket of sockets) socket.destroy();
  await pause(500);
  return {
    attack: '2,000 idle connections',
    measured: 'of 10 further requests answered',
    figure: answers.filter(({ status }) => status === 'fulfilled').length,
  };
};

const refusedButSending = async (running: Running): Promise<Figure> => {
  const socket = await connected(running, head(`${webhook}/${'x'.repeat(20)}`, 'Content-Length: 100000000000'));
  const chunk = Buffer.alloc(1024 * 1024);
  const more = (): void => {
    if (socket.writable) socket.write(chunk, more);
  };
  more();
  socket.resume();
  // Not `once`, which rejects on an error.
  await Promise.race([new Promise((resolve) => socket.once('close', resolve)), pause(5000)]);
  const figure = (socket.bytesWritten - socket.writableLength) / 1e6;
  socket.destroy();
  return { attack: 'an endless body after 401, for 5 s', measured: 'MB taken', figure };
};

const refusals = async (running: Running): Promise<Figure> => {
  let bytes = 0;
  running.child.stdout?.on('data', (chunk: Buffer) => (bytes += chunk.length));
  const { duration } = await autocannon({
    url: `${running.origin}${webhook}/${'x'.repeat(20)}`,
    method: 'POST',
    body: '{}',
    connections: 16,
    duration: 5,
  });
  return { attack: 'refusals, 16 connections', measured: 'log, kB/s', figure: bytes / duration / 1000 };
};

const fourMebibytes = 4 * 1024 * 1024;
// In many texts, as each is cut before it is cleaned.
const incidentWith = (text: string): string => {
  const updates = Array.from({ length: 25 }, () => ({
    body: text.repeat(fourMebibytes / 26 / JSON.stringify(text).length),
  }));
  return JSON.stringify({ incident: { id: 'a', name: 'b', status: 'c', incident_updates: updates } });
};
const largest: Readonly<Record<string, string>> = {
  'lists in lists': '['.repeat(fourMebibytes),
  '50,000 lists in lists': `{"incident":${'['.repeat(49_990)}${']'.repeat(49_990)}}`,
  'empty lists': `[${'[],'.repeat(fourMebibytes / 3 - 1)}[]]`,
  'empty strings': `{"a":[${'"",'.repeat(fourMebibytes / 3 - 4)}""]}`,
  backslashes: `{"a":"${'\\\\'.repeat(fourMebibytes / 2 - 6)}"}`,
  'texts of line breaks and angle brackets': incidentWith('\n<'),
  'texts of entities': incidentWith('&lt;'),
  'texts of tags': incidentWith('<b>'),
  'texts of encoded characters': incidentWith('%2525252541 '),
  'the same, just within the limit': incidentWith(`%2525252541${'a '.repeat(40)}`),
  'texts of line separators': incidentWith('\u2028'),
  'texts of unsubscribe links': incidentWith('unsubscribe=a '),
  'texts of words, some encoded': incidentWith('a '.repeat(20_000).concat('%41')),
  'texts of words': incidentWith('We continue, as before. '),
  'JSON in a text': JSON.stringify({ a: `[${'[],'.repeat(fourMebibytes / 3 - 10)}"unsubscribe"]` }),
  'an unknown shape': JSON.stringify({ a: 'We continue, as before. '.repeat(fourMebibytes / 24.1) }),
};

const blocking = (): ReadonlyArray<Figure> => {
  const decode = decodeDelivery(wellKnownPages);
  const lineOf = jsonLine(O.none);
  const receive = (body: Buffer): void => {
    const decoded = decode(body, { by: 'token' });
    if (E.isRight(decoded)) {
      const { value: event, violations } = decoded.right;
      lineOf(eventEntry({ event, violations, trace: O.none }, new Date()));
    } else if (decoded.left._tag === 'Unrecognised') {
      lineOf(unrecognisedEntry({ body, violations: decoded.left.violations, trace: O.none }, new Date()));
    }
  };
  return Object.entries(largest).map(([what, text]) => {
    const body = Buffer.from(text);
    const times = Array.from({ length: 3 }, () => {
      const started = performance.now();
      receive(body);
      return performance.now() - started;
    });
    return {
      attack: `${what} (gzip ${(gzipSync(body).length / 1000).toFixed(1)} kB)`,
      measured: 'event loop blocked, ms',
      figure: Math.max(...times),
    };
  });
};

/** What attacks without a secret cost the receiver as in the image. */
export const attacks = async (subjects: ReadonlyArray<Subject>): Promise<string> => {
  const [subject] = subjects.slice(-1);
  const figures: Figure[] = [];
  for (const attack of [
    downloads,
    downloadsUnread(1000, 1),
    downloadsUnread(60, 7),
    heldSlots,
    idleConnections,
    refusedButSending,
    refusals,
  ]) {
    if (subject === undefined) break;
    const running = await start(subject, { STATUSPAGE_WEBHOOK_TOKEN: token });
    figures.push(await attack(running));
    await running.stop();
  }
  return table(
    ['attack', 'measured', ''],
    [...figures, ...blocking()].map(({ attack, measured, figure }) => [attack, measured, figure]),
  );
};
