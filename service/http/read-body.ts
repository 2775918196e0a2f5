import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { limitConcurrency } from './limit-concurrency.ts';

export type BodyError =
  | Readonly<{ _tag: 'BodyTooLarge' }>
  | Readonly<{ _tag: 'BodyInterrupted' }>
  | Readonly<{ _tag: 'UnknownEncoding' }>
  | Readonly<{ _tag: 'BrokenEncoding' }>;

type Decompress = (body: Buffer, options: Readonly<{ maxOutputLength: number }>) => Promise<Buffer>;

const smallBodyBytes = 64 * 1024;
const maxConcurrentLargeBodies = 8;

const identityEncodings: ReadonlySet<string> = new Set(['', 'identity']);
const decompressors: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

const collect =
  (request: IncomingMessage, maxBytes: number): TE.TaskEither<BodyError, Buffer> =>
  () =>
    new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const keep = (chunk: Buffer): void => {
        bytes += chunk.length;
        if (bytes > maxBytes) {
          // The rest is let through unread, since a client that still writes would not read the answer.
          request.off('data', keep).resume();
          resolve(E.left({ _tag: 'BodyTooLarge' }));
        } else {
          chunks.push(chunk);
        }
      };
      request
        .on('data', keep)
        .on('end', () => {
          resolve(E.right(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
        })
        .on('close', () => {
          resolve(E.left({ _tag: 'BodyInterrupted' }));
        });
    });

const isTooLarge = (error: unknown): boolean =>
  error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

const readWhole = (request: IncomingMessage, maxBytes: number): TE.TaskEither<BodyError, Buffer> => {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const decompress = decompressors.get(encoding);
  return request.destroyed
    ? TE.left({ _tag: 'BodyInterrupted' })
    : Number(request.headers['content-length'] ?? 0) > maxBytes
      ? TE.left({ _tag: 'BodyTooLarge' })
      : identityEncodings.has(encoding)
        ? collect(request, maxBytes)
        : decompress === undefined
          ? TE.left({ _tag: 'UnknownEncoding' })
          : pipe(
              collect(request, maxBytes),
              TE.chain((body) =>
                TE.tryCatch(
                  () => decompress(body, { maxOutputLength: maxBytes }),
                  (error): BodyError => (isTooLarge(error) ? { _tag: 'BodyTooLarge' } : { _tag: 'BrokenEncoding' }),
                ),
              ),
            );
};

const isSmall = ({ headers }: IncomingMessage): boolean =>
  headers['content-encoding'] === undefined && Number(headers['content-length'] ?? Infinity) <= smallBodyBytes;

/**
 * Reads whole bodies, inflated; they and what was sent are at most so many bytes. Large ones are read a few at a time,
 * so that senders cannot fill the memory together; a small one waits for none.
 */
export const readBody = (maxBytes: number): ((request: IncomingMessage) => TE.TaskEither<BodyError, Buffer>) => {
  const limited = limitConcurrency(maxConcurrentLargeBodies);
  return (request) => {
    const read = () => readWhole(request, maxBytes)();
    return isSmall(request) ? read : limited(read);
  };
};
