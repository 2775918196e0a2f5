import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import path from 'node:path';
import { type ListenError, serve, type Serving } from '../http/serve.ts';
import { eventEntry } from '../logging/event-entry.ts';
import type { LogEntry } from '../logging/log-entry.ts';
import { unrecognisedEntry } from '../logging/unrecognised-entry.ts';
import { type Life, runProgram } from '../program/run-program.ts';
import { decodeDelivery } from '../statuspage/decode-delivery.ts';
import { verifyCapabilityUrl } from '../statuspage/verify-capability-url.ts';
import { verifyDelivery } from '../statuspage/verify-delivery.ts';
import { app } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { handleComponentUpdate } from './handle-component-update.ts';
import { handleIncident } from './handle-incident.ts';
import { receiveDelivery } from './receive-delivery.ts';
import type { RecordUnavailable } from './record.ts';
import { refusalEntry } from './refusal-entry.ts';

// Cloud Run kills ten seconds after SIGTERM: https://cloud.google.com/run/docs/container-contract#instance-shutdown
const limits = { headersInMilliseconds: 10_000, requestInMilliseconds: 30_000, graceInMilliseconds: 7000 };
const docsDirectory = path.join(import.meta.dirname, '../../node_modules/swagger-ui-dist');

const now = (): Date => new Date();

const serveDeliveries = (
  { verification, pages, port }: Config,
  { write, tell, reportDefect, whenThereIsRoom }: Life,
): TE.TaskEither<ListenError, Serving> => {
  const record = (entry: LogEntry): TE.TaskEither<RecordUnavailable, void> =>
    pipe(
      write(entry),
      TE.mapLeft((): RecordUnavailable => ({ _tag: 'RecordUnavailable' })),
    );
  const receive = receiveDelivery({
    verifyCapabilityUrl: verifyCapabilityUrl(verification),
    verify: verifyDelivery(verification),
    decode: decodeDelivery(pages),
    handleIncident: handleIncident({ record: (receipt) => record(eventEntry(receipt, now())) }),
    handleComponentUpdate: handleComponentUpdate({ record: (receipt) => record(eventEntry(receipt, now())) }),
    recordUnrecognised: (unrecognised) => record(unrecognisedEntry(unrecognised, now())),
  });
  const listener = app({
    receive,
    reportRefusal: (error, arriving) =>
      error._tag === 'RecordUnavailable' ? T.of(undefined) : T.asUnit(record(refusalEntry(error, arriving, now()))),
    reportDefect,
    whenThereIsRoom,
    docsDirectory,
    now,
  });
  return pipe(
    serve(limits)(listener, port),
    TE.chainFirstTaskK(() =>
      verification._tag === 'Unverified'
        ? tell(
            'WARNING',
            'Deliveries are accepted unverified: set STATUSPAGE_WEBHOOK_TOKEN or STATUSPAGE_WEBHOOK_SECRET',
          )
        : T.of(undefined),
    ),
  );
};

void runProgram({ process, now, readConfig, serve: serveDeliveries })();
