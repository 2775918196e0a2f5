import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { atMost } from './at-most.ts';

export type BodyError =
  | Readonly<{ _tag: 'BodyTooLarge' }>
  | Readonly<{ _tag: 'BodyInterrupted' }>
  | Readonly<{ _tag: 'UnknownEncoding' }>
  | Readonly<{ _tag: 'BrokenEncoding' }>;

type Inflate = (body: Buffer, options: Readonly<{ maxOutputLength: number }>) => Promise<Buffer>;

const smallBodyBytes = 64 * 1024;
const largeBodiesAtOnce = 8;

const notEncoded: ReadonlySet<string> = new Set(['', 'identity']);
const inflates: ReadonlyMap<string, Inflate> = new Map<string, Inflate>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

const collect =
  (request: IncomingMessage, mostBytes: number): TE.TaskEither<BodyError, Buffer> =>
  () =>
    new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const keep = (chunk: Buffer): void => {
        bytes += chunk.length;
        if (bytes > mostBytes) {
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

const readWhole = (request: IncomingMessage, mostBytes: number): TE.TaskEither<BodyError, Buffer> => {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const inflateBody = inflates.get(encoding);
  return request.destroyed
    ? TE.left({ _tag: 'BodyInterrupted' })
    : Number(request.headers['content-length'] ?? 0) > mostBytes
      ? TE.left({ _tag: 'BodyTooLarge' })
      : notEncoded.has(encoding)
        ? collect(request, mostBytes)
        : inflateBody === undefined
          ? TE.left({ _tag: 'UnknownEncoding' })
          : pipe(
              collect(request, mostBytes),
              TE.chain((body) =>
                TE.tryCatch(
                  () => inflateBody(body, { maxOutputLength: mostBytes }),
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
export const readBody = (mostBytes: number): ((request: IncomingMessage) => TE.TaskEither<BodyError, Buffer>) => {
  const inTurn = atMost(largeBodiesAtOnce);
  return (request) => {
    const read = () => readWhole(request, mostBytes)();
    return isSmall(request) ? read : inTurn(read);
  };
};
