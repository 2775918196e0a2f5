import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ExecutionContext } from 'ava';
import { freePort, listen } from '../../helpers/listen.ts';

type Received = Readonly<{
  method: string | undefined;
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}>;

type FakeReceiver = Readonly<{ origin: string; port: number; received: ReadonlyArray<Received> }>;

type Answer = (response: ServerResponse, delivery: Received) => void;

const accept: Answer = (response) => {
  response.end('{"received":"incident","id":"x"}');
};

/** Listens on 127.0.0.1 until the test is over and keeps what it receives. */
export const fakeReceiver = async (t: ExecutionContext, answer: Answer = accept): Promise<FakeReceiver> => {
  const received: Received[] = [];
  const keepAndAnswer: RequestListener = (request, response) => {
    void buffer(request).then((body) => {
      const delivery = { method: request.method, path: request.url, headers: request.headers, body };
      received.push(delivery);
      answer(response, delivery);
    });
  };
  const port = await listen(t, createServer(keepAndAnswer));
  return { origin: `http://127.0.0.1:${port}`, port, received };
};

/** An origin on 127.0.0.1 where nothing listens any more. */
export const deserted = async (): Promise<string> => `http://127.0.0.1:${await freePort()}`;
