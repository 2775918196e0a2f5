import { execFileSync } from 'node:child_process';
import process from 'node:process';
import * as pulumi from '@pulumi/pulumi';
import * as E from 'fp-ts/lib/Either.js';

const notRunning =
  'Docker is not running, and the image is built with it: start Docker, or name a builder of your own in BUILDX_BUILDER';

const isRunning = () =>
  E.isRight(
    E.tryCatch(
      () =>
        execFileSync('docker', ['version', '--format', '{{.Server.Version}}'], { stdio: 'ignore', timeout: 20_000 }),
      E.toError,
    ),
  );

/** Fails before anything is created, rather than after everything but the services. A preview only warns, as it builds nothing. */
export const requireDocker = (): E.Either<ReadonlyArray<string>, void> => {
  // A builder may be on another machine.
  if (process.env['BUILDX_BUILDER'] !== undefined || isRunning()) return E.right(undefined);
  if (!pulumi.runtime.isDryRun()) return E.left([notRunning]);
  void pulumi.log.warn(notRunning);
  return E.right(undefined);
};
