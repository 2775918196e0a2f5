import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';

const listenAnywhere = async (server: Server): Promise<number> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
};

/** Listens on 127.0.0.1 until the test is over, and gives the port. */
export const listen = async (t: ExecutionContext, server: Server): Promise<number> => {
  const port = await listenAnywhere(server);
  t.teardown(() => {
    server.close();
    server.closeAllConnections();
  });
  return port;
};

/** A port on which nothing listens any more. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listenAnywhere(server);
  await once(server.close(), 'close');
  return port;
};
