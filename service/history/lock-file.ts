import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

export type LockError = Readonly<{ _tag: 'Locked' }> | Readonly<{ _tag: 'NotLockable'; code: string }>;

const isAnswered =
  (path: string): T.Task<boolean> =>
  () =>
    new Promise((resolve) => {
      const socket = connect(path)
        .on('connect', () => {
          socket.destroy();
          resolve(true);
        })
        .on('error', () => {
          resolve(false);
        });
    });

const listen =
  (path: string): TE.TaskEither<string, T.Task<void>> =>
  () =>
    new Promise((resolve) => {
      const server = createServer((socket) => socket.destroy())
        .on('error', (error: NodeJS.ErrnoException) => {
          resolve(E.left(error.code ?? 'unknown'));
        })
        .listen(path, () => {
          server.unref();
          resolve(
            E.right(
              () =>
                new Promise<void>((released) => {
                  server.close(() => {
                    released();
                  });
                }),
            ),
          );
        });
    });

/**
 * Takes a lock that the kernel gives back however the process ends: a Unix socket, which only a living process answers.
 * Returns how it is released.
 */
export const lockFile =
  (path: string): TE.TaskEither<LockError, T.Task<void>> =>
  async () => {
    const first = await listen(path)();
    if (E.isRight(first)) return first;
    if (first.left !== 'EADDRINUSE') return E.left({ _tag: 'NotLockable', code: first.left });
    if (await isAnswered(path)()) return E.left({ _tag: 'Locked' });
    await rm(path, { force: true });
    const second = await listen(path)();
    return E.isRight(second) ? second : E.left({ _tag: 'Locked' });
  };
