import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';
import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { cutStalledResponses } from './cut-stalled-responses.ts';
import { limitPipelining } from './limit-pipelining.ts';
import { withPrototype } from './with-prototype.ts';

/** What `serve` serves: the routes of a program. */
export type App = Express;

export type ListenError = Readonly<{ _tag: 'PortInUse' | 'PortNotAllowed' | 'NotListening' }>;

export type ServerTimeouts = Readonly<{
  headersInMilliseconds: number;
  requestInMilliseconds: number;
  /** A client that takes nothing of a response is cut off after one to two times as long. */
  stalledResponseInMilliseconds: number;
  /** How long a connection may be idle between two requests. */
  keepAliveInMilliseconds: number;
  graceInMilliseconds: number;
}>;

export type Serving = Readonly<{
  port: number;
  /** Accepts no new connections, lets requests in flight finish, and closes what is left after the grace period. */
  stop: T.Task<void>;
  /** How many connections are open; once `stop` was called, those that it waits for. */
  countConnections: T.Task<number>;
}>;

const timeoutCheckInMilliseconds = 500;
const idleCheckInMilliseconds = 50;
const maxConnections = 2000;
// From here on, idle connections make room.
const connectionsNearLimit = 1800;

const listenErrors: Readonly<Record<string, ListenError>> = {
  EADDRINUSE: { _tag: 'PortInUse' },
  EACCES: { _tag: 'PortNotAllowed' },
};

const closeIdleNearLimit = (server: Server): ((socket: Socket) => void) => {
  const open = new Set<Socket>();
  return (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (open.size >= connectionsNearLimit) server.closeIdleConnections();
  };
};

/**
 * Listens on all interfaces, or on that of `host`. Node answers 408 to a request that does not arrive in time. A client that waits for
 * `100 Continue` gets it when its body is about to be read.
 */
export const serve =
  ({
    headersInMilliseconds,
    requestInMilliseconds,
    stalledResponseInMilliseconds,
    keepAliveInMilliseconds,
    graceInMilliseconds,
  }: ServerTimeouts) =>
  (app: App, port: number, host?: string): TE.TaskEither<ListenError, Serving> =>
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
        limitPipelining(cutStalledResponses(stalledResponseInMilliseconds)(app)),
      );
      server.maxConnections = maxConnections;
      server.on('checkContinue', (incoming, outgoing) => {
        incoming.once('resume', () => {
          if (!outgoing.headersSent) outgoing.writeContinue();
        });
        server.emit('request', incoming, outgoing);
      });
      server.on('connection', closeIdleNearLimit(server));

      const stop: T.Task<void> = () =>
        new Promise((stopped) => {
          const closeAll = setTimeout(() => {
            server.closeAllConnections();
          }, graceInMilliseconds);
          server.prependListener('request', (_request, response) => {
            response.setHeader('Connection', 'close');
          });
          // `server.close` closes only the connections that are idle at that moment.
          const closeIdle = setInterval(() => {
            server.closeIdleConnections();
          }, idleCheckInMilliseconds);
          server.close(() => {
            clearTimeout(closeAll);
            clearInterval(closeIdle);
            stopped();
          });
        });

      const countConnections: T.Task<number> = () =>
        new Promise((counted) => {
          server.getConnections((_error, connections) => {
            counted(connections);
          });
        });

      server
        .once('error', ({ code = '' }: NodeJS.ErrnoException) => {
          resolve(E.left(listenErrors[code] ?? { _tag: 'NotListening' }));
        })
        .listen(port, host, () => {
          const { port: listening } = server.address() as AddressInfo;
          resolve(E.right({ port: listening, stop, countConnections }));
        });
    });
