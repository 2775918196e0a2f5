import { once } from 'node:events';
import { createServer, IncomingMessage } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { type BodyError, readBody } from '../../service/http/read-body.ts';
import { listen } from '../helpers/listen.ts';

type Read = E.Either<BodyError, Buffer>;

/** Sends raw HTTP and returns what was read of its body. */
const reading = async (maxBytes: number, send: (socket: Socket) => void): Promise<Read> => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const read = new Promise<Read>((resolve, reject) => {
    server.once('request', (request: IncomingMessage, response) => {
      readBody(maxBytes)(request)().then((body) => {
        response.end();
        resolve(body);
      }, reject);
    });
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  send(socket);
  const body = await read;
  socket.destroy();
  server.close();
  return body;
};

const post = (headers: string, body: Uint8Array | string) => (socket: Socket) => {
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${headers}\r\n`);
  socket.write(body);
};
const sized = (body: Uint8Array, encoding = 'identity') =>
  post(`Content-Length: ${body.length}\r\nContent-Encoding: ${encoding}\r\n`, body);

test('returns what was sent, in any encoding', async (t) => {
  const compressed = {
    identity: (bytes: Uint8Array) => Buffer.from(bytes),
    gzip: gzipSync,
    deflate: deflateSync,
    br: brotliCompressSync,
  };
  const anEncoding = fc.constantFrom(...(Object.keys(compressed) as (keyof typeof compressed)[]));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1 }), anEncoding, async (bytes, encoding) => {
      const body = await reading(1000, sized(compressed[encoding](bytes), encoding));
      t.deepEqual(body, E.right(Buffer.from(bytes)));
    }),
    { numRuns: 40 },
  );
});

test('returns what arrived, in whatever pieces, and whether before or while it is read', async (t) => {
  const someSizes = fc.array(fc.integer({ min: 1, max: 70_000 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(someSizes, someSizes, async (before, during) => {
      const request = new IncomingMessage(new Socket());
      const push = (sizes: ReadonlyArray<number>): void => {
        for (const size of sizes) request.push(Buffer.alloc(size, size % 256));
      };
      const end = (): void => {
        request.complete = true;
        request.push(null);
      };
      push(before);
      if (during.length === 0) end();
      const reading = readBody(1_000_000)(request)();
      if (during.length > 0) {
        await nextTurn();
        push(during);
        end();
      }

      const expected = Buffer.concat([...before, ...during].map((size) => Buffer.alloc(size, size % 256)));
      t.deepEqual(E.map((body: Buffer) => body.equals(expected))(await reading), E.right(true));
    }),
  );
});

test('returns an empty body', async (t) => {
  t.deepEqual(await reading(10, post('Content-Length: 0\r\n', '')), E.right(Buffer.alloc(0)));
});

test('accepts exactly the allowed number of bytes, announced or in chunks', async (t) => {
  const chunked = 'Transfer-Encoding: chunked\r\n';
  t.true(E.isRight(await reading(10, sized(Buffer.alloc(10)))));
  t.true(E.isRight(await reading(10, post(chunked, 'a\r\n0123456789\r\n0\r\n\r\n'))));
  t.deepEqual(await reading(10, post(chunked, 'b\r\n0123456789a\r\n0\r\n\r\n')), E.left({ _tag: 'BodyTooLarge' }));
});

test('refuses a body by its announced length, before its first byte', async (t) => {
  t.deepEqual(await reading(10, post('Content-Length: 11\r\n', '')), E.left({ _tag: 'BodyTooLarge' }));
});

test('refuses an endless stream as soon as it is too long', async (t) => {
  const body = await reading(100_000, (socket) => {
    const more = (): void => {
      if (!socket.destroyed) socket.write(`400\r\n${'x'.repeat(1024)}\r\n`, more);
    };
    post('Transfer-Encoding: chunked\r\n', '')(socket);
    more();
  });

  t.deepEqual(body, E.left({ _tag: 'BodyTooLarge' }));
});

test('refuses a body that is too large once decompressed', async (t) => {
  for (const [encoding, compress] of [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const) {
    const bomb = compress(Buffer.alloc(10_000_000));
    t.deepEqual(await reading(1_000_000, sized(bomb, encoding)), E.left({ _tag: 'BodyTooLarge' }));
  }
});

test('refuses an unknown encoding, and a body that is not in the encoding it names', async (t) => {
  const bytes = Buffer.from('{"incident":{}}');
  t.deepEqual(await reading(100, sized(bytes, 'zstd')), E.left({ _tag: 'UnknownEncoding' }));
  t.deepEqual(await reading(100, sized(bytes, 'gzip, br')), E.left({ _tag: 'UnknownEncoding' }));
  t.deepEqual(await reading(100, sized(bytes, 'constructor')), E.left({ _tag: 'UnknownEncoding' }));
  t.deepEqual(await reading(100, sized(bytes, 'gzip')), E.left({ _tag: 'BrokenEncoding' }));
  t.deepEqual(await reading(100, sized(gzipSync(bytes).subarray(0, -9), 'gzip')), E.left({ _tag: 'BrokenEncoding' }));
});

test('reports an interrupted body when its sender disconnects', async (t) => {
  const body = await reading(100, (socket) => {
    post('Content-Length: 50\r\n', 'half')(socket);
    socket.end();
  });

  t.deepEqual(body, E.left({ _tag: 'BodyInterrupted' }));
});

test('reports it too when the sender disconnected before the body was read', async (t) => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  post('Content-Length: 50\r\n', 'half')(socket);
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  const left = new Promise((resolve) => request.on('close', resolve));
  socket.destroy();
  await left;

  t.deepEqual(await readBody(100)(request)(), E.left({ _tag: 'BodyInterrupted' }));
  server.close();
});

/** Answers with the body's length, and tells in which order requests were answered. */
const answering = async (t: ExecutionContext, read: ReturnType<typeof readBody>) => {
  const done: string[] = [];
  const port = await listen(
    t,
    createServer((request, response) => {
      void read(request)().then((body) => {
        done.push(request.url ?? '');
        response.end(E.isRight(body) ? `${body.right.length} bytes` : body.left._tag);
      });
    }),
  );
  const send = (path: string, headers: string, body: string): Socket => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined).write(`POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n${body}`);
    t.teardown(() => socket.destroy());
    return socket;
  };
  return { done, send };
};

const fourMebibytes = 4 * 1024 * 1024;
const promised = 'Content-Length: 200000\r\n';
const most = 'x'.repeat(199_999);

const answerTo = async (socket: Socket): Promise<string> => {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString();
};

test('lets a body that was announced and does not arrive keep nobody waiting', async (t) => {
  const { send } = await answering(t, readBody(fourMebibytes));
  const held = Array.from({ length: 16 }, () => send('/held', promised, 'x'));
  await Promise.all(held.map((socket) => once(socket, 'connect')));

  t.regex(await answerTo(send('/late', promised, `${most}x`)), /200000 bytes$/);
});

test('reads a few large bodies at once, without making small ones wait', async (t) => {
  const { done, send } = await answering(t, readBody(fourMebibytes));
  const held = Array.from({ length: 4 }, (_, place) => send(`/held${place}`, promised, most));
  await Promise.all(held.map((socket) => once(socket, 'drain')));
  const late = send('/late', promised, `${most}x`);
  await answerTo(send('/small', 'Content-Length: 3\r\n', 'abc'));
  await answerTo(send('/chunked', 'Transfer-Encoding: chunked\r\n', '3\r\nabc\r\n0\r\n\r\n'));
  t.deepEqual(done, ['/small', '/chunked']);
  held[0]?.write('x');
  await answerTo(late);

  t.deepEqual(done, ['/small', '/chunked', '/held0', '/late']);
});

test('cuts off a large body that stops arriving while others wait', async (t) => {
  const { send } = await answering(t, readBody(fourMebibytes, 50));
  for (let place = 0; place < 4; place += 1) send('/held', promised, most);
  const late = send('/late', promised, `${most}x`);

  t.regex(await answerTo(late), /200000 bytes$/);
});
