import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Request } from 'express';
import * as T from 'fp-ts/lib/Task.js';
import type { HttpResponse } from './http-response.ts';

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>StatusWatch</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

// A file of its own, as the Content-Security-Policy allows no inline script.
const startScript = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true });
`;

const types = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** The best first. */
export const contentEncodings = ['br', 'gzip'] as const;
type ContentEncoding = (typeof contentEncodings)[number];

/** The name of a file that holds another compressed. */
export const compressedName = (file: string, encoding: ContentEncoding): string => `${file}.${encoding}`;

export const docsFiles = Object.keys(types) as ReadonlyArray<keyof typeof types>;

const found = (type: string, body: string | Buffer, cacheControl = 'no-cache'): HttpResponse => ({
  status: 200,
  headers: { 'Content-Type': type, 'Cache-Control': cacheControl },
  body,
});

const docsPage = found('text/html; charset=utf-8', html);

const docsStartScript = found('text/javascript; charset=utf-8', startScript);

type DocsFile = keyof typeof types;

const decompress = promisify(gunzip);

/**
 * Swagger UI's own files from their directory, which has each as it is, compressed in every way, or both. They are sent
 * compressed if the client accepts that and there is such a file. Each is read once, and all responses share its bytes.
 */
export const docsFile = (
  directory: string,
): ((name: DocsFile, accepted: ContentEncoding | undefined) => T.Task<HttpResponse>) => {
  const files = new Map<string, Promise<Buffer>>();
  const once = (file: string, read: () => Promise<Buffer>): Promise<Buffer> => {
    const bytes = files.get(file) ?? read();
    files.set(file, bytes);
    bytes.catch(() => files.delete(file));
    return bytes;
  };
  const readFile = (file: string) => fs.readFile(path.join(directory, file));
  const readCompressed = (name: DocsFile, encoding: ContentEncoding) => {
    const file = compressedName(name, encoding);
    return once(file, () => readFile(file));
  };
  const readUncompressed = (name: DocsFile) =>
    once(name, () => readFile(name).catch(async () => decompress(await readCompressed(name, 'gzip'))));
  const response = async (name: DocsFile, encoding: ContentEncoding | undefined): Promise<HttpResponse> => {
    const bytes = await (encoding === undefined ? readUncompressed(name) : readCompressed(name, encoding));
    const { headers, ...rest } = found(types[name], bytes, 'public, max-age=86400');
    return {
      ...rest,
      headers: { ...headers, Vary: 'Accept-Encoding', ...(encoding !== undefined && { 'Content-Encoding': encoding }) },
    };
  };
  // The image has the compressed files alone, the sources the package's own.
  return (name, accepted) => () =>
    accepted === undefined
      ? response(name, undefined)
      : response(name, accepted).catch(() => response(name, undefined));
};

const acceptedEncoding = (request: Request): ContentEncoding | undefined =>
  contentEncodings.find((name) => request.acceptsEncodings(name) === name);

/** The routes of the page at `/docs`, which shows the document at `/openapi.json`. */
export const docsRoutes = (directory: string): Readonly<Record<string, (request: Request) => T.Task<HttpResponse>>> => {
  const readDocsFile = docsFile(directory);
  return {
    '/docs': () => T.of(docsPage),
    '/docs/start.js': () => T.of(docsStartScript),
    ...Object.fromEntries(
      docsFiles.map((name) => [`/docs/${name}`, (request: Request) => readDocsFile(name, acceptedEncoding(request))]),
    ),
  };
};
