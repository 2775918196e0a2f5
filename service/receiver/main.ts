import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ListenError, serve, type Serving } from '../http/serve.ts';
import { aboutUs } from '../logging/about-us.ts';
import { eventEntry } from '../logging/event-entry.ts';
import type { LogEntry } from '../logging/log-entry.ts';
import { openLog } from '../logging/open-log.ts';
import { unrecognisedEntry } from '../logging/unrecognised-entry.ts';
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
const flushInMilliseconds = 800;
const docsDirectory = path.join(import.meta.dirname, '../../node_modules/swagger-ui-dist');

if (existsSync('.env')) {
  process.loadEnvFile('.env');
}
// The logging library's client looks for Google's metadata server, though all that it does here is to write to stdout.
process.env['METADATA_SERVER_DETECTION'] ??= 'none';

const now = (): Date => new Date();
const config = readConfig(process.env);
const log = openLog({
  destination: process.stdout,
  format: pipe(
    O.fromEither(config),
    O.chain(({ logFormat }) => logFormat),
    O.getOrElse(() => (process.stdout.isTTY ? 'pretty' : 'json')),
  ),
  level: E.isRight(config) ? config.right.logLevel : 'info',
  projectId: E.isRight(config) ? config.right.projectId : O.none,
});
const tell = (...what: Parameters<ReturnType<typeof aboutUs>>): T.Task<unknown> =>
  log.writeAboutUs(aboutUs(now)(...what));

const flushed = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, flushInMilliseconds);
    process.stdout.write('', () => {
      resolve();
    });
  });

const exit = async (code: number): Promise<void> => {
  await flushed();
  process.exit(code);
};

let serving: Serving | undefined;
let isStopping = false;
const stop = async (code: number, reason: string): Promise<void> => {
  if (isStopping) {
    return;
  }
  isStopping = true;
  await serving?.stop();
  await Promise.race([tell('INFO', `Stopped: ${reason}`)(), flushed()]);
  await exit(code);
};

const stackTraceOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const crash = async (error: unknown): Promise<void> => {
  await Promise.race([
    log.write(aboutUs(now)('CRITICAL', 'Ended by a defect', { stack_trace: stackTraceOf(error) }))(),
    flushed(),
  ]);
  await exit(1);
};

const record = (entry: LogEntry): TE.TaskEither<RecordUnavailable, void> =>
  pipe(
    log.write(entry),
    TE.mapLeft((): RecordUnavailable => ({ _tag: 'RecordUnavailable' })),
    TE.orElseFirstIOK(() => () => {
      void stop(1, 'the log cannot be written to');
    }),
  );

const serveDeliveries = ({ verification, pages, port }: Config): TE.TaskEither<ListenError, Serving> => {
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
    reportDefect: (error) =>
      T.asUnit(record(aboutUs(now)('ERROR', 'A request met a defect', { stack_trace: stackTraceOf(error) }))),
    whenThereIsRoom: log.whenThereIsRoom,
    docsDirectory,
    now,
  });
  return serve(limits)(listener, port);
};

const listenMistake = ({ _tag }: ListenError, port: number): string => {
  switch (_tag) {
    case 'PortInUse':
      return `Port ${port} is in use: end what listens there, or set PORT`;
    case 'PortNotAllowed':
      return `Port ${port} is not allowed to this user: set PORT to one above 1023`;
    case 'NotListening':
      return `Port ${port} cannot be listened on`;
  }
};

const start = (settings: Config): T.Task<void> =>
  pipe(
    serveDeliveries(settings),
    TE.matchE(
      (error) => async () => {
        await tell('CRITICAL', listenMistake(error, settings.port))();
        await exit(1);
      },
      (listening) => async () => {
        serving = listening;
        if (settings.verification._tag === 'Unverified') {
          await tell(
            'WARNING',
            'Deliveries are accepted unverified: set STATUSPAGE_WEBHOOK_TOKEN or STATUSPAGE_WEBHOOK_SECRET',
          )();
        }
        // Only build/boot.cjs knows; there is none when the sources run.
        if (process.env['CODE_CACHE'] !== undefined) {
          await tell('DEBUG', `Code cache: ${process.env['CODE_CACHE']}`)();
        }
        await tell('INFO', `Listening on port ${listening.port}`)();
      },
    ),
  );

const refuseToStart =
  (violations: ReadonlyArray<string>): T.Task<void> =>
  async () => {
    await tell('CRITICAL', `Not started: ${violations.join('; ')}`, { violations })();
    await exit(1);
  };

process.on('uncaughtException', (error) => void crash(error));
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => void stop(0, signal));
}

void pipe(config, E.match(refuseToStart, start))();
