import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { limitPipelining } from '../../service/http/limit-pipelining.ts';

const connected = async (t: ExecutionContext, listener: RequestListener): Promise<Socket> => {
  const server = createServer(limitPipelining(listener)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  t.teardown(() => {
    socket.destroy();
    server.close();
  });
  await once(socket, 'connect');
  return socket;
};

const post = (body: string): string => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

const echo: RequestListener = (request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => (body += text));
  request.on('end', () => setImmediate(() => response.end(body)));
};

// Reads until the text has all that is expected, or the connection ends.
const readUntil = async (socket: Socket, isComplete: (text: string) => boolean): Promise<string> => {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (isComplete(text)) break;
  }
  return text;
};

const bodiesIn = (text: string): ReadonlyArray<string> => text.match(/body \d+ x*/g) ?? [];

test('answers 40 pipelined deliveries, all and in order', async (t) => {
  const bodies = Array.from({ length: 40 }, (_, index) => `body ${index} ${'x'.repeat(1300)}`);
  const socket = await connected(t, echo);
  socket.write(bodies.map(post).join(''));
  const text = await readUntil(socket, (so) => so.includes(bodies.at(-1) ?? ''));
  t.deepEqual(bodiesIn(text), bodies);
});

test('answers deliveries that arrive in pieces while earlier ones are unanswered', async (t) => {
  const bodies = Array.from({ length: 400 }, (_, index) => `body ${index} ${'x'.repeat(1300)}`);
  const socket = await connected(t, echo);
  const requests = bodies.map(post).join('');
  for (let from = 0; from < requests.length; from += 10_007) socket.write(requests.slice(from, from + 10_007));
  const text = await readUntil(socket, (so) => so.includes(bodies.at(-1) ?? ''));
  t.deepEqual(bodiesIn(text), bodies);
});

test('reads no more from a connection with unanswered requests', async (t) => {
  const unanswered: (() => void)[] = [];
  const socket = await connected(t, (request, response) => {
    request.resume();
    unanswered.push(() => response.end('answered'));
  });
  const first = once(socket, 'data');
  socket.write(post(`body 0 ${'x'.repeat(1300)}`).repeat(4000));
  // The server has read what it will read once it has answered the first of them.
  while (unanswered.length === 0) await new Promise(setImmediate);
  unanswered.shift()?.();
  await first;
  t.true(unanswered.length < 100, `${unanswered.length} requests were taken`);
});

test('closes a connection that packs hundreds of requests into one read', async (t) => {
  let taken = 0;
  const socket = await connected(t, () => {
    taken += 1;
  });
  socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2000));
  await new Promise((resolve) => socket.resume().on('close', resolve));
  t.is(taken, 256);
});
