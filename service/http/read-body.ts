import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import pLimit from 'p-limit';

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
          request.off('data', keep).pause();
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

const announcedBytes = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0);

const decompressWith =
  (decompress: Decompress, maxBytes: number) =>
  (body: Buffer): TE.TaskEither<BodyError, Buffer> =>
    TE.tryCatch(
      () => decompress(body, { maxOutputLength: maxBytes }),
      (error) => (isTooLarge(error) ? { _tag: 'BodyTooLarge' } : { _tag: 'BrokenEncoding' }),
    );

const readWhole = (request: IncomingMessage, maxBytes: number): TE.TaskEither<BodyError, Buffer> => {
  if (request.destroyed) return TE.left({ _tag: 'BodyInterrupted' });
  if (announcedBytes(request) > maxBytes) return TE.left({ _tag: 'BodyTooLarge' });
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (identityEncodings.has(encoding)) return collect(request, maxBytes);
  const decompress = decompressors.get(encoding);
  if (decompress === undefined) return TE.left({ _tag: 'UnknownEncoding' });
  return pipe(collect(request, maxBytes), TE.chain(decompressWith(decompress, maxBytes)));
};

const isSmall = ({ headers }: IncomingMessage): boolean =>
  headers['content-encoding'] === undefined && Number(headers['content-length'] ?? Infinity) <= smallBodyBytes;

/**
 * Reads and decompresses a body; neither form of it may exceed `maxBytes`. Large bodies are read a few at a time, so that
 * together they cannot fill the memory; small ones never wait.
 *
 * Not `express.raw`: that reads a body before the URL's token is checked, reports failures by throwing, limits each body
 * but not all of them together, and loads 0.5 MB of character sets at the start.
 */
export const readBody = (maxBytes: number): ((request: IncomingMessage) => TE.TaskEither<BodyError, Buffer>) => {
  const limit = pLimit(maxConcurrentLargeBodies);
  return (request) => {
    const read = () => readWhole(request, maxBytes)();
    return isSmall(request) ? read : () => limit(read);
  };
};
