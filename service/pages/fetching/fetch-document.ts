import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { UnreadableReason } from '../../domain/page-state.ts';
import { isLoopback } from '../../http/is-loopback.ts';
import { isPublicAddress, notPublicCode, notPublicError, publicLookup } from '../../http/public-address.ts';
import { retryAfterOf, secondsOf } from '../../http/retry-after.ts';

/** Why there is no document; `retryAfterInSeconds` is what the server asked for. */
export type FetchFailed = Readonly<{ reason: UnreadableReason; retryAfterInSeconds: O.Option<number> }>;

export type Fetched = Readonly<{ ageInSeconds: number }> &
  (Readonly<{ _tag: 'Document'; text: string; etag: O.Option<string> }> | Readonly<{ _tag: 'NotModified' }>);

/** `etag` is that of the document which the caller still has; nothing is asked after `signal` was aborted. */
export type FetchDocument = (
  url: string,
  etag: O.Option<string>,
  signal: AbortSignal,
) => TE.TaskEither<FetchFailed, Fetched>;

type Settings = Readonly<{
  userAgent: string;
  /** Whether an address that is not public is refused. */
  onlyPublic: boolean;
  pause: (milliseconds: number) => T.Task<void>;
  timeoutInMilliseconds?: number;
  maxBytes?: number;
}>;

const maxRedirects = 3;
const maxPauseInSeconds = 10;
const maxEtagLength = 200;
const millisecondsPerSecond = 1000;

const isRetried: ReadonlySet<UnreadableReason> = new Set(['server_error', 'timeout', 'unreachable']);

const failed = (reason: UnreadableReason): FetchFailed => ({ reason, retryAfterInSeconds: O.none });

const reasonOfStatus = (status: number): UnreadableReason => {
  if (status >= 500) return 'server_error';
  if (status === 404 || status === 410) return 'not_found';
  return status === 429 ? 'rate_limited' : 'blocked';
};

type Decompressor = ReturnType<typeof createGunzip> | ReturnType<typeof createBrotliDecompress>;

const decompressors: ReadonlyMap<string, () => Decompressor> = new Map<string, () => Decompressor>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

const inflated = (response: IncomingMessage): Readable => {
  const decompressor = decompressors.get(response.headers['content-encoding']?.trim().toLowerCase() ?? '');
  // Whoever reads what it returns is told of an error.
  return decompressor === undefined ? response : pipeline(response, decompressor(), () => undefined);
};

const readText = async (response: IncomingMessage, maxBytes: number): Promise<E.Either<FetchFailed, string>> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const body = inflated(response);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return E.left(failed('too_large'));
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
  }
  return E.right(new TextDecoder().decode(Buffer.concat(chunks)));
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const reasonOfError = (error: unknown, signal: AbortSignal): UnreadableReason => {
  if (codeOf(error) === notPublicCode) return 'not_public';
  return signal.aborted ? 'timeout' : 'unreachable';
};

// http only on this machine: a redirect must not lead from outside to it.
const isAllowed = (url: URL, isFirstLoopback: boolean): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isFirstLoopback && isLoopback(url.hostname));

/** Asks for a JSON document, politely: once more where the server or the way to it failed, and no more than that. */
export const fetchDocument = ({
  userAgent,
  onlyPublic,
  pause,
  timeoutInMilliseconds = 10_000,
  maxBytes = 8 * 1024 * 1024,
}: Settings): FetchDocument => {
  const open = (url: URL, etag: O.Option<string>, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      // The lookup is not asked for what is an address already.
      if (onlyPublic && isIP(host) !== 0 && !isPublicAddress(host)) {
        reject(notPublicError());
        return;
      }
      const headers = {
        accept: 'application/json',
        'accept-encoding': 'gzip, deflate, br',
        'user-agent': userAgent,
        ...(O.isSome(etag) && { 'if-none-match': etag.value }),
      };
      const { get } = url.protocol === 'https:' ? https : http;
      get(url, { headers, signal, ...(onlyPublic && { lookup: publicLookup }) }, resolve).on('error', reject);
    });

  const answer = async (
    response: IncomingMessage,
    url: URL,
    redirectsLeft: number,
    next: (url: URL, redirectsLeft: number) => Promise<E.Either<FetchFailed, Fetched>>,
  ): Promise<E.Either<FetchFailed, Fetched>> => {
    const { statusCode: status = 0, headers } = response;
    const ageInSeconds = pipe(
      secondsOf(headers.age),
      O.getOrElse(() => 0),
    );
    if (status === 200) {
      const etag = pipe(
        O.fromNullable(headers.etag),
        O.filter(({ length }) => length <= maxEtagLength),
      );
      return pipe(
        await readText(response, maxBytes),
        E.map((text) => ({ _tag: 'Document', text, etag, ageInSeconds })),
      );
    }
    response.destroy();
    if (status === 304) return E.right({ _tag: 'NotModified', ageInSeconds });
    if (status < 300 || status >= 400) {
      return E.left({ reason: reasonOfStatus(status), retryAfterInSeconds: retryAfterOf(response) });
    }
    const target = URL.parse(headers.location ?? '', url.href);
    return target === null || redirectsLeft === 0
      ? E.left(failed('invalid_redirect'))
      : next(target, redirectsLeft - 1);
  };

  const request =
    (text: string, etag: O.Option<string>, deadline: AbortSignal): TE.TaskEither<FetchFailed, Fetched> =>
    async () => {
      const signal = AbortSignal.any([AbortSignal.timeout(timeoutInMilliseconds), deadline]);
      const first = new URL(text);
      const ask = async (url: URL, redirectsLeft: number): Promise<E.Either<FetchFailed, Fetched>> =>
        isAllowed(url, isLoopback(first.hostname))
          ? answer(await open(url, etag, signal), url, redirectsLeft, ask)
          : E.left(failed('invalid_redirect'));
      try {
        return await ask(first, maxRedirects);
      } catch (error) {
        return E.left(failed(reasonOfError(error, signal)));
      }
    };

  return (url, etag, signal) =>
    pipe(
      request(url, etag, signal),
      TE.orElse((failure) => {
        const seconds = pipe(
          failure.retryAfterInSeconds,
          O.getOrElse(() => 1),
        );
        return isRetried.has(failure.reason) && seconds <= maxPauseInSeconds && !signal.aborted
          ? pipe(
              pause(seconds * millisecondsPerSecond),
              T.chain(() => request(url, etag, signal)),
            )
          : TE.left(failure);
      }),
    );
};
