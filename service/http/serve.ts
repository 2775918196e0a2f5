import { createServer, IncomingMessage, type RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';
import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

export type ListenError = Readonly<{ _tag: 'PortInUse' | 'PortNotAllowed' | 'NotListening' }>;

export type ServerTimeouts = Readonly<{
  headersInMilliseconds: number;
  requestInMilliseconds: number;
  graceInMilliseconds: number;
}>;

/** `stop` accepts nothing new, lets what is in flight end, and cuts it when the grace is over. */
export type Serving = Readonly<{ port: number; stop: T.Task<void> }>;

// Longer than any load balancer keeps an idle connection, so that none is closed just as a request comes on it:
// https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries
const keepAliveInMilliseconds = 620_000;
const timeoutCheckInMilliseconds = 500;
const idleCheckInMilliseconds = 50;
const maxConnections = 2000;
const maxPipelinedRequests = 8;

const listenErrors: Readonly<Record<string, ListenError>> = {
  EADDRINUSE: { _tag: 'PortInUse' },
  EACCES: { _tag: 'PortNotAllowed' },
};

// Express gives each request and response prototypes of its own, which costs more than to be born with them.
const withPrototype = <Base extends typeof IncomingMessage | typeof ServerResponse>(
  base: Base,
  prototype: object,
): Base => {
  const constructed = function (...parameters: unknown[]): object {
    return Reflect.construct(base, parameters, constructed) as object;
  };
  return Object.assign(constructed as unknown as Base, { prototype });
};

// Node takes requests from a connection without waiting for answers: one that sends ever more of them would fill the memory.
// An answer that has no socket yet waits behind another.
const limitPipelining = (listener: RequestListener): RequestListener => {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    if (response.socket === null) {
      const { socket } = request;
      const count = (waiting.get(socket) ?? 0) + 1;
      waiting.set(socket, count);
      if (count >= maxPipelinedRequests) {
        socket.destroy();
        return;
      }
      response.once('close', () => {
        waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      });
    }
    listener(request, response);
  };
};

/** Listens on all interfaces; a request that is not whole in time is answered with 408 by Node. */
export const serve =
  ({ headersInMilliseconds, requestInMilliseconds, graceInMilliseconds }: ServerTimeouts) =>
  (app: Express, port: number): TE.TaskEither<ListenError, Serving> =>
  () =>
    new Promise((resolve) => {
      const { request, response } = app;
      const server = createServer(
        {
          headersTimeout: headersInMilliseconds,
          requestTimeout: requestInMilliseconds,
          keepAliveTimeout: keepAliveInMilliseconds,
          connectionsCheckingInterval: Math.min(timeoutCheckInMilliseconds, headersInMilliseconds),
          IncomingMessage: withPrototype(IncomingMessage, request),
          ServerResponse: withPrototype<typeof ServerResponse>(ServerResponse, response),
        },
        limitPipelining(app),
      );
      server.maxConnections = maxConnections;

      const stop: T.Task<void> = () =>
        new Promise((stopped) => {
          const cut = setTimeout(() => {
            server.closeAllConnections();
          }, graceInMilliseconds);
          server.prependListener('request', (_request, response) => {
            response.setHeader('Connection', 'close');
          });
          // A connection that becomes idle after the close is not closed by it.
          const closeIdle = setInterval(() => {
            server.closeIdleConnections();
          }, idleCheckInMilliseconds);
          server.close(() => {
            clearTimeout(cut);
            clearInterval(closeIdle);
            stopped();
          });
        });

      server
        .once('error', ({ code = '' }: NodeJS.ErrnoException) => {
          resolve(E.left(listenErrors[code] ?? { _tag: 'NotListening' }));
        })
        .listen(port, () => {
          const { port: listening } = server.address() as AddressInfo;
          resolve(E.right({ port: listening, stop }));
        });
    });
