import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request } from 'express';
import type * as T from 'fp-ts/lib/Task.js';
import type { HttpResponse } from './http-response.ts';

type Validated = Readonly<{ etag: string; compressed: () => Promise<Buffer> }>;

const compress = promisify(gzip);

const validated = new WeakMap<HttpResponse, Validated>();

const validate = (response: HttpResponse): Validated => {
  let compressed: Promise<Buffer> | undefined;
  return {
    // Weak, as it stands for the compressed body too.
    etag: `W/"${createHash('sha256').update(response.body).digest('base64url').slice(0, 22)}"`,
    compressed: () => (compressed ??= compress(response.body)),
  };
};

/**
 * Lets a client keep a response and ask whether it is still the newest, and compresses it. What that takes is done once for
 * a response, however many clients get it.
 */
export const revalidate =
  (request: Request) =>
  (response: HttpResponse): T.Task<HttpResponse> =>
  async () => {
    if (response.status !== 200) return response;
    const known = validated.get(response) ?? validate(response);
    validated.set(response, known);
    const headers = {
      ...response.headers,
      'Cache-Control': 'no-cache',
      ETag: known.etag,
      Vary: 'Accept-Encoding',
    };
    const asked = request.headers['if-none-match'] ?? '';
    if (asked.split(',').some((etag) => etag.trim() === known.etag)) return { status: 304, headers, body: '' };
    return request.acceptsEncodings('gzip') === 'gzip'
      ? { status: 200, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: await known.compressed() }
      : { ...response, headers };
  };
