import type { RequestListener } from 'node:http';

/** Closes the connection of a client that takes nothing of a response for one to two times as long; a slow one is not stalled. */
export const cutStalledResponses =
  (milliseconds: number) =>
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    const { socket } = request;
    // Everything was handed to the socket. If it is not idle by then, Node looks at its progress whenever the time is over:
    // https://nodejs.org/api/net.html#socketsettimeouttimeout-callback
    response.on('prefinish', () => {
      if (socket.writableLength > 0) socket.setTimeout(milliseconds);
    });
    listener(request, response);
  };
