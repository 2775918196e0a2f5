import { once } from 'node:events';
import { IncomingMessage, request, type RequestListener, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import test from 'ava';
import express, { type Express } from 'express';
import * as E from 'fp-ts/lib/Either.js';
import { serve, type ServerTimeouts, type Serving } from '../../service/http/serve.ts';

const longTimeouts: ServerTimeouts = {
  headersInMilliseconds: 10_000,
  requestInMilliseconds: 30_000,
  stalledResponseInMilliseconds: 5000,
  keepAliveInMilliseconds: 620_000,
  graceInMilliseconds: 7000,
};

const servingOn = async (
  listener: RequestListener,
  limits: Partial<ServerTimeouts> = {},
  port = 0,
): Promise<Serving> => {
  const serving = await serve({ ...longTimeouts, ...limits })(express().use(listener), port)();
  if (E.isLeft(serving)) throw new Error(serving.left._tag);
  return serving.right;
};

const answerWhenWhole: RequestListener = (incoming, response) => {
  incoming.resume().on('end', () => response.end('whole'));
};

const received = async (socket: Socket): Promise<string> => {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined);
  // Not `once`, which rejects on an error: a client that is cut off while writing sees a reset after the response.
  await new Promise((resolve) => socket.on('close', resolve));
  return Buffer.concat(chunks).toString();
};

// Sends bytes for ever, slowly: the connection is never idle, and the request never ends.
const trickle = (socket: Socket, bytes: string): void => {
  const timer = setInterval(() => socket.write(bytes), 20);
  socket.on('close', () => {
    clearInterval(timer);
  });
};

test('creates requests and responses with express’s prototypes', async (t) => {
  const routes = express().use(answerWhenWhole);
  const hasPrototypes: boolean[] = [];
  const inspect: RequestListener = (incoming, response) => {
    hasPrototypes.push(
      Object.getPrototypeOf(incoming) === routes.request && Object.getPrototypeOf(response) === routes.response,
      incoming instanceof IncomingMessage && response instanceof ServerResponse,
    );
    routes(incoming, response);
  };
  const app = Object.assign(inspect, { request: routes.request, response: routes.response }) as unknown as Express;
  const serving = await serve(longTimeouts)(app, 0)();
  if (E.isLeft(serving)) throw new Error(serving.left._tag);

  t.is(await (await fetch(`http://127.0.0.1:${serving.right.port}`)).text(), 'whole');
  t.deepEqual(hasPrototypes, [true, true]);
  await serving.right.stop();
});

test('answers 408 to a client that trickles its headers', async (t) => {
  const { port, stop } = await servingOn(answerWhenWhole, { headersInMilliseconds: 200, requestInMilliseconds: 400 });
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  trickle(socket, 'x');

  t.regex(await received(socket), /^HTTP\/1.1 408 /);
  await stop();
});

test('answers 408 to a client that trickles its body', async (t) => {
  const { port, stop } = await servingOn(answerWhenWhole, { headersInMilliseconds: 200, requestInMilliseconds: 400 });
  const socket = connect(port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n');
  trickle(socket, 'x');

  t.regex(await received(socket), /^HTTP\/1.1 408 /);
  await stop();
});

test('reports that a port is in use', async (t) => {
  const { port, stop } = await servingOn(answerWhenWhole);
  const second = await serve(longTimeouts)(express().use(answerWhenWhole), port)();

  t.deepEqual(second, E.left({ _tag: 'PortInUse' }));
  await stop();
});

test('listens on one interface if it is told to', async (t) => {
  const serving = await serve(longTimeouts)(express().use(answerWhenWhole), 0, '127.0.0.2')();
  if (E.isLeft(serving)) throw new Error(serving.left._tag);
  t.teardown(serving.right.stop);

  t.regex(await received(connect(serving.right.port, '127.0.0.2').end('GET / HTTP/1.1\r\nHost: x\r\n\r\n')), /whole$/);
  t.is(await received(connect(serving.right.port, '127.0.0.1')), '');
});

test('holds 2000 connections, and closes further ones unanswered', async (t) => {
  const { port, stop } = await servingOn(answerWhenWhole, { graceInMilliseconds: 0 });
  t.teardown(stop);
  const connected = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  const ask = (socket: Socket): Promise<string> => {
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    return received(socket);
  };
  const first = await connected();
  for (let held = 1; held < 2000; held += 1) await connected();

  t.is(await ask(connect(port, '127.0.0.1')), '');
  t.regex(await ask(first), /whole$/);
});

test('closes idle connections rather than have no room for another', async (t) => {
  const { port, stop } = await servingOn(answerWhenWhole, { graceInMilliseconds: 0 });
  t.teardown(stop);
  for (let opened = 0; opened < 2000; opened += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    socket.resume();
  }
  const late = connect(port, '127.0.0.1');
  late.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');

  t.regex(await received(late), /whole$/);
});

test('closes a connection that is idle for too long', async (t) => {
  const { port, stop } = await servingOn(answerWhenWhole, { keepAliveInMilliseconds: 20 });
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');

  t.regex(await received(socket), /whole/);
  await stop();
});

test('stops at once when nothing is in flight, even with idle connections open', async (t) => {
  const { port, stop } = await servingOn(answerWhenWhole);
  const idle = connect(port, '127.0.0.1');
  idle.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(idle, 'data');
  const gone = once(idle, 'close');
  idle.resume();
  await stop();
  await gone;
  t.pass();
});

test('lets a request in flight finish, closes its connection, and accepts no new ones', async (t) => {
  let answer: (() => void) | undefined;
  const { port, stop } = await servingOn((_, response) => {
    answer = () => response.end('late');
  });
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const text = received(socket);
  while (answer === undefined) await new Promise(setImmediate);
  const stopped = stop();
  const refused = request({ port, host: '127.0.0.1' }).end();
  await t.throwsAsync(async () => {
    await once(refused, 'response');
  });
  answer();
  await stopped;

  t.regex(await text, /late$/);
});

test('closes what is left after the grace period', async (t) => {
  const { port, stop } = await servingOn(() => undefined, { graceInMilliseconds: 50 });
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const text = received(socket);
  await once(socket, 'connect');
  await stop();

  t.is(await text, '');
});

test('answers any number of requests on a connection if each waits for the one before', async (t) => {
  const { port, stop } = await servingOn(answerWhenWhole);
  const socket = connect(port, '127.0.0.1');
  for (let count = 0; count < 30; count += 1) {
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    t.regex(answer.toString(), /^HTTP\/1.1 200 /);
  }
  socket.destroy();
  await stop();
});

const largeResponse: RequestListener = (_incoming, response) => {
  response.end(Buffer.alloc(50_000_000));
};

test('cuts off a client that takes nothing of its response', async (t) => {
  const isCut = Promise.withResolvers<undefined>();
  const { port, stop } = await servingOn(
    (incoming, response) => {
      incoming.socket.once('close', () => {
        isCut.resolve(undefined);
      });
      largeResponse(incoming, response);
    },
    { stalledResponseInMilliseconds: 20 },
  );
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await isCut.promise;

  t.true((await received(socket)).length < 50_000_000);
  await stop();
});

test('gives a client that takes its response slowly all of it', async (t) => {
  const { port, stop } = await servingOn(largeResponse, { stalledResponseInMilliseconds: 1000 });
  const socket = connect(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    socket.pause();
    setImmediate(() => socket.resume());
  });
  await once(socket, 'close');

  t.true(bytes > 50_000_000);
  await stop();
});
