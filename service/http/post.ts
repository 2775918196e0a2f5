import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { isPublicAddress, notPublicError, publicLookup } from './public-address.ts';
import { retryAfterOf } from './retry-after.ts';

export type PostRequest = Readonly<{ url: string; headers: Readonly<Record<string, string>>; body: string }>;

export type PostResponse = Readonly<{
  status: number;
  /** At most its first 64 kB. */
  body: string;
  retryAfterInSeconds: O.Option<number>;
}>;

type Settings = Readonly<{
  /** Whether an address that is not public is refused. */
  onlyPublic: boolean;
  timeoutInMilliseconds: number;
}>;

const maxBodyBytes = 64 * 1024;

const readBody = async (response: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBodyBytes) break;
  }
  response.destroy();
  return Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
};

const send = (
  { url, headers, body }: PostRequest,
  onlyPublic: boolean,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { protocol, hostname } = new URL(url);
    const host = hostname.replace(/^\[|\]$/g, '');
    // The lookup is not asked for what is an address already.
    if (onlyPublic && isIP(host) !== 0 && !isPublicAddress(host)) {
      reject(notPublicError());
      return;
    }
    const { request } = protocol === 'https:' ? https : http;
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal,
      // Between two events an instance may be suspended, and a connection that was kept is dead by then.
      agent: false,
      ...(onlyPublic && { lookup: publicLookup }),
    };
    request(url, options, resolve).on('error', reject).end(body);
  });

/** Posts once and follows no redirect. Fails with an error whose message may contain the URL, which may be a secret. */
export const post =
  ({ onlyPublic, timeoutInMilliseconds }: Settings) =>
  (request: PostRequest): TE.TaskEither<unknown, PostResponse> =>
    TE.tryCatch(
      async () => {
        const signal = AbortSignal.timeout(timeoutInMilliseconds);
        try {
          const response = await send(request, onlyPublic, signal);
          return {
            status: response.statusCode ?? 0,
            retryAfterInSeconds: retryAfterOf(response),
            body: await readBody(response),
          };
        } catch (error) {
          throw signal.aborted ? signal.reason : error;
        }
      },
      (error) => error,
    );
