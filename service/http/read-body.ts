import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import pLimit from 'p-limit';

export type BodyError =
  | Readonly<{ _tag: 'BodyTooLarge' }>
  | Readonly<{ _tag: 'BodyInterrupted' }>
  | Readonly<{ _tag: 'UnknownEncoding' }>
  | Readonly<{ _tag: 'BrokenEncoding' }>;

type Decompress = (body: Buffer, options: Readonly<{ maxOutputLength: number }>) => Promise<Buffer>;

const smallBodyBytes = 64 * 1024;
const maxConcurrentLargeBodies = 4;
const maxTurnInMilliseconds = 5000;

const concat = (chunks: ReadonlyArray<Buffer>): Buffer =>
  chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);

const identityEncodings: ReadonlySet<string> = new Set(['', 'identity']);
const decompressors: ReadonlyMap<string, Decompress> = new Map<string, Decompress>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

type Arrived = Readonly<{ body: Buffer; isWhole: boolean }>;

/**
 * Collects what arrives, until it is whole or more than `bytes`: then the request is paused, and what has arrived can be
 * passed on to be completed.
 */
const collect =
  (request: IncomingMessage, bytes: number, earlier: ReadonlyArray<Buffer> = []): TE.TaskEither<BodyError, Arrived> =>
  () =>
    new Promise((resolve) => {
      // Node ends, and destroys, even a paused request once nothing of its body is left to read.
      if (request.readableEnded) {
        resolve(E.right({ body: concat(earlier), isWhole: true }));
        return;
      }
      if (request.destroyed) {
        resolve(E.left({ _tag: 'BodyInterrupted' }));
        return;
      }
      const chunks = [...earlier];
      let arrived = earlier.reduce((sum, { length }) => sum + length, 0);
      const settle = (result: E.Either<BodyError, Arrived>): void => {
        request.off('data', keep).off('end', end).off('close', close);
        resolve(result);
      };
      const keep = (chunk: Buffer): void => {
        chunks.push(chunk);
        arrived += chunk.length;
        if (arrived > bytes) {
          request.pause();
          settle(E.right({ body: concat(chunks), isWhole: false }));
        }
      };
      const end = (): void => {
        settle(E.right({ body: concat(chunks), isWhole: true }));
      };
      const close = (): void => {
        settle(E.left({ _tag: 'BodyInterrupted' }));
      };
      request.on('data', keep).on('end', end).on('close', close).resume();
    });

const collectRest = (request: IncomingMessage, maxBytes: number, first: Buffer): TE.TaskEither<BodyError, Buffer> =>
  pipe(
    first.length > maxBytes ? TE.right({ body: first, isWhole: false }) : collect(request, maxBytes, [first]),
    TE.filterOrElse(
      ({ isWhole }) => isWhole,
      (): BodyError => ({ _tag: 'BodyTooLarge' }),
    ),
    TE.map(({ body }) => body),
  );

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

const decompressorOf = ({ headers }: IncomingMessage): O.Option<O.Option<Decompress>> => {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  return identityEncodings.has(encoding)
    ? O.some(O.none)
    : pipe(O.fromNullable(decompressors.get(encoding)), O.map(O.some));
};

/**
 * Reads and decompresses a body; neither form of it may exceed `maxBytes`. What of a body arrives beyond 64 kB is read for a
 * few requests at a time, and so is what is compressed decompressed, so that together they cannot fill the memory. Others
 * never wait. A body that is announced but does not arrive keeps nobody waiting, and one that stops arriving does for five
 * seconds at most.
 *
 * Not `express.raw`: that reads a body before the URL's token is checked, reports failures by throwing, limits each body
 * but not all of them together, and loads 0.5 MB of character sets at the start.
 */
export const readBody = (
  maxBytes: number,
  turnInMilliseconds = maxTurnInMilliseconds,
): ((request: IncomingMessage) => TE.TaskEither<BodyError, Buffer>) => {
  const limit = pLimit(maxConcurrentLargeBodies);
  const inTurn =
    <A>(request: IncomingMessage, task: TE.TaskEither<BodyError, A>): TE.TaskEither<BodyError, A> =>
    () =>
      limit(async () => {
        const cutIfOthersWait = setInterval(() => {
          if (limit.pendingCount > 0) request.destroy();
        }, turnInMilliseconds);
        const result = await task();
        clearInterval(cutIfOthersWait);
        return result;
      });
  const complete =
    (request: IncomingMessage, decompressor: O.Option<Decompress>) =>
    ({ body, isWhole }: Arrived): TE.TaskEither<BodyError, Buffer> => {
      if (isWhole && O.isNone(decompressor)) return TE.right(body);
      const whole = isWhole ? TE.right(body) : collectRest(request, maxBytes, body);
      return inTurn(
        request,
        O.isNone(decompressor) ? whole : pipe(whole, TE.chain(decompressWith(decompressor.value, maxBytes))),
      );
    };
  return (request) => {
    if (announcedBytes(request) > maxBytes) return TE.left({ _tag: 'BodyTooLarge' });
    const decompressor = decompressorOf(request);
    if (O.isNone(decompressor)) return TE.left({ _tag: 'UnknownEncoding' });
    return pipe(collect(request, Math.min(smallBodyBytes, maxBytes)), TE.chain(complete(request, decompressor.value)));
  };
};
