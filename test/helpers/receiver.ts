import { Writable } from 'node:stream';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import type { App } from '../../service/http/serve.ts';
import { openLog } from '../../service/logging/open-log.ts';
import { readConfig } from '../../service/programs/receiver/config.ts';
import { receiver } from '../../service/programs/receiver/receiver.ts';

export type Entry = Readonly<Record<string, unknown>> & Readonly<{ severity: string; message: string }>;

type Receiver = Readonly<{
  app: App;
  /** All that was written to the log, as text. */
  output: () => string;
  /** The same, each line parsed. */
  entries: () => Entry[];
}>;

export const noon = new Date('2026-03-02T12:00:00.000Z');

/** The receiver that main.ts runs, with a log in memory and the clock at noon unless told otherwise. */
export const receiverWith = async (
  settings: Readonly<Record<string, string>> = {},
  {
    failing = false,
    format = 'json',
    now = noon,
  }: Readonly<{ failing?: boolean; format?: 'json' | 'pretty'; now?: Date }> = {},
): Promise<Receiver> => {
  const config = pipe(
    readConfig({ GOOGLE_CLOUD_PROJECT: 'demo', ...settings }),
    E.getOrElseW((violations) => {
      throw new Error(violations.join('; '));
    }),
  );
  const chunks: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString());
      done(failing ? new Error('closed') : null);
    },
  });
  const { write, withBackpressure } = openLog({
    destination,
    format,
    level: config.logLevel,
    projectId: config.projectId,
    now: () => noon,
    onWriteFailed: () => undefined,
  });
  const composed = await receiver(config, {
    now: () => now,
    write,
    withBackpressure,
    log: () => T.of(undefined),
    reportDefect: (error) => () => Promise.reject(error instanceof Error ? error : new Error(String(error))),
  })();
  if (E.isLeft(composed)) throw new Error(composed.left.join('; '));
  const output = () => chunks.join('');

  return {
    app: composed.right.app,
    output,
    entries: () =>
      output()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Entry),
  };
};
