import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

const maxPipelinedRequests = 8;

/**
 * Closes a connection that sends eight more requests while earlier ones are unanswered: Node reads requests from a
 * connection without waiting for their responses, so that a client could fill the memory.
 */
export const limitPipelining = (listener: RequestListener): RequestListener => {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    // Node assigns the socket to one response at a time: this one waits behind another.
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
