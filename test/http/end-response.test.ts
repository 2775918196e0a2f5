import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import test, { type ExecutionContext } from 'ava';
import { endResponse } from '../../service/http/end-response.ts';
import { listen } from '../helpers/listen.ts';

/** A client of a server that answers without reading. */
const refusedClient = async (t: ExecutionContext): Promise<Readonly<{ socket: Socket; text: Promise<string> }>> => {
  const server = createServer((request: IncomingMessage, response) => {
    response.writeHead(401, { Connection: 'close', 'Content-Length': 7 });
    endResponse(request, response, 'refused');
  });
  const socket = connect(await listen(t, server), '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const text = new Promise<string>((resolve) => {
    socket.once('close', () => {
      resolve(Buffer.concat(chunks).toString());
    });
  });
  return { socket, text };
};

const head = (bytes: number) => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\n`;

test('lets a client that sends all before it reads have its response', async (t) => {
  const { socket, text } = await refusedClient(t);
  socket.pause();
  const body = Buffer.alloc(4 * 1024 * 1024);
  socket.write(head(body.length));
  await new Promise((resolve) => socket.write(body, resolve));
  socket.resume();

  t.regex(await text, /^HTTP\/1.1 401 [^]*refused$/);
});

test('cuts a client off that does not stop sending', async (t) => {
  const { socket, text } = await refusedClient(t);
  const chunk = Buffer.alloc(64 * 1024);
  socket.write(head(1e12));
  const more = (): void => {
    if (!socket.destroyed) socket.write(chunk, more);
  };
  more();

  t.regex(await text, /^HTTP\/1.1 401 /);
  t.true(socket.bytesWritten < 40_000_000, `${socket.bytesWritten} bytes were taken`);
});

test('cuts a client off that promised more than it sends', async (t) => {
  const { socket, text } = await refusedClient(t);
  socket.write(head(1e12));

  t.regex(await text, /^HTTP\/1.1 401 [^]*refused$/);
});
