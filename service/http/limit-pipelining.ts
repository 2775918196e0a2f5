import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

const maxUnanswered = 8;
// One read of a socket is at most 64 kB, which holds fewer deliveries than this.
const maxParsed = 256;

/**
 * Slows down a connection that pipelines: from eight unanswered requests on, nothing more is read from it until responses
 * have been sent. Node would read on without waiting for them, so that a client could fill the memory. Node parses a read
 * as a whole: a connection that packs more requests into one than deliveries would fit is closed.
 */
export const limitPipelining = (listener: RequestListener): RequestListener => {
  const unanswered = new WeakMap<Socket, number>();
  const count = (socket: Socket): number => unanswered.get(socket) ?? 0;
  const pauseIfBusy = (socket: Socket): void => {
    if (count(socket) >= maxUnanswered) socket.pause();
  };
  return (request, response) => {
    const { socket } = request;
    if (!unanswered.has(socket)) {
      // Reading the body of a request resumes its socket.
      socket.on('resume', () => {
        pauseIfBusy(socket);
      });
    }
    unanswered.set(socket, count(socket) + 1);
    if (count(socket) > maxParsed) {
      socket.destroy();
      return;
    }
    pauseIfBusy(socket);
    response.once('close', () => {
      unanswered.set(socket, count(socket) - 1);
      if (count(socket) === maxUnanswered - 1) socket.resume();
    });
    listener(request, response);
  };
};
