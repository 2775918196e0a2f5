import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

const maxUnanswered = 8;
// One read of a socket is at most 64 kB, which holds fewer deliveries than this.
const maxParsed = 256;

type Connection = { unanswered: number };

/**
 * Slows down a connection that pipelines: from eight unanswered requests on, nothing more is read from it until responses
 * have been sent. Node would read on without waiting for them, so that a client could fill the memory. Node parses a read
 * as a whole: a connection that packs more requests into one than deliveries would fit is closed.
 */
export const limitPipelining = (listener: RequestListener): RequestListener => {
  const connections = new WeakMap<Socket, Connection>();
  const track = (socket: Socket): Connection => {
    const connection = { unanswered: 0 };
    connections.set(socket, connection);
    // Reading the body of a request resumes its socket.
    socket.on('resume', () => {
      if (connection.unanswered >= maxUnanswered) socket.pause();
    });
    return connection;
  };
  return (request, response) => {
    const { socket } = request;
    const connection = connections.get(socket) ?? track(socket);
    connection.unanswered += 1;
    if (connection.unanswered > maxParsed) {
      socket.destroy();
      return;
    }
    if (connection.unanswered >= maxUnanswered) socket.pause();
    response.on('close', () => {
      connection.unanswered -= 1;
      if (connection.unanswered === maxUnanswered - 1) socket.resume();
    });
    listener(request, response);
  };
};
