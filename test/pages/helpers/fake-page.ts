import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export type FakePage = Readonly<{
  origin: string;
  requests: ReadonlyArray<Readonly<{ path: string; headers: IncomingHttpHeaders }>>;
  /** What is served from now on, as JSON with a weak ETag. */
  documents: Map<string, unknown>;
  /** Answers the next requests of a path so, one each; the others as usual. */
  trouble: (path: string, ...answers: ReadonlyArray<Answer>) => void;
  /** Answers every request so. */
  always: (answer: Answer) => void;
}>;

const serveDocument = (documents: ReadonlyMap<string, unknown>): Answer => {
  return (response, { url = '', headers }) => {
    const document = documents.get(url);
    if (document === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
      return;
    }
    const body = JSON.stringify(document);
    const etag = `W/"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
    const cache = { etag, 'cache-control': 'max-age=10, public, stale-while-revalidate=20, stale-if-error=3600' };
    if (headers['if-none-match'] === etag) response.writeHead(304, cache).end();
    else response.writeHead(200, { ...cache, 'content-type': 'application/json; charset=utf-8' }).end(body);
  };
};

/** A status page on this machine, which answers as pages do. */
export const fakePage = async (
  t: ExecutionContext,
  first: Readonly<Record<string, unknown>> = {},
): Promise<FakePage> => {
  const documents = new Map(Object.entries(first));
  const troubles = new Map<string, Answer[]>();
  const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  let answer = serveDocument(documents);
  const server = createServer((request, response) => {
    const { url = '', headers, method } = request;
    requests.push({ path: url, headers });
    if (method === 'GET') (troubles.get(url)?.shift() ?? answer)(response, request);
    else response.writeHead(405).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    documents,
    trouble: (path, ...answers) => {
      troubles.set(path, [...answers]);
    },
    always: (other) => {
      answer = other;
    },
  };
};
