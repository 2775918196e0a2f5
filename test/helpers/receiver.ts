import { Writable } from 'node:stream';
import type { Express } from 'express';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { openLog } from '../../service/logging/open-log.ts';
import type { ReceivedEvent } from '../../service/logging/received-event.ts';
import { unrecognisedEntry } from '../../service/logging/unrecognised-entry.ts';
import { app } from '../../service/programs/receiver/app.ts';
import { readConfig } from '../../service/programs/receiver/config.ts';
import { handleComponentUpdate } from '../../service/programs/receiver/handle-component-update.ts';
import { handleIncident } from '../../service/programs/receiver/handle-incident.ts';
import { receiveDelivery } from '../../service/programs/receiver/receive-delivery.ts';
import type { RecordToLog as RecordOf } from '../../service/programs/receiver/record-to-log.ts';
import { refusalEntry } from '../../service/programs/receiver/refusal-entry.ts';
import { decodeDelivery } from '../../service/statuspage/decode-delivery.ts';
import { verifyCapabilityUrl } from '../../service/statuspage/verify-capability-url.ts';
import { verifyDelivery } from '../../service/statuspage/verify-delivery.ts';

export type Entry = Readonly<Record<string, unknown>> & Readonly<{ severity: string; message: string }>;

type Receiver = Readonly<{
  app: Express;
  /** All that was written to the log, as text. */
  output: () => string;
  /** The same, each line parsed. */
  entries: () => Entry[];
}>;

export const noon = new Date('2026-03-02T12:00:00.000Z');

/** The receiver as main.ts composes it, with a log in memory and the clock at noon. */
export const receiverWith = (
  settings: Readonly<Record<string, string>> = {},
  { failing = false }: Readonly<{ failing?: boolean }> = {},
): Receiver => {
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
    format: 'json',
    level: config.logLevel,
    projectId: config.projectId,
    onWriteFailed: () => undefined,
  });
  const record: RecordOf<ReceivedEvent> = (receipt) => write(eventEntry(receipt, noon));
  const output = () => chunks.join('');

  return {
    app: app({
      receive: receiveDelivery({
        verifyCapabilityUrl: verifyCapabilityUrl(config.verification),
        verify: verifyDelivery(config.verification),
        decode: decodeDelivery(config.pages),
        handleIncident: handleIncident({ record }),
        handleComponentUpdate: handleComponentUpdate({ record }),
        recordUnrecognised: (unrecognised) => write(unrecognisedEntry(unrecognised, noon)),
      }),
      reportRefusal: (error, arriving) => T.asUnit(write(refusalEntry(error, arriving, noon))),
      reportDefect: (error) => () => Promise.reject(error instanceof Error ? error : new Error(String(error))),
      withBackpressure,
      docsDirectory: 'node_modules/swagger-ui-dist',
      now: () => noon,
    }),
    output,
    entries: () =>
      output()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Entry),
  };
};
