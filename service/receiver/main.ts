import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import path from 'node:path';
import type { Receipt } from '../domain/receipt.ts';
import { type ListenError, serve, type Serving } from '../http/serve.ts';
import { eventEntry } from '../logging/event-entry.ts';
import { unrecognisedEntry } from '../logging/unrecognised-entry.ts';
import { limits } from '../program/limits.ts';
import { type Life, runProgram } from '../program/run-program.ts';
import type { Background } from '../slack/announce-in-background.ts';
import { decodeDelivery } from '../statuspage/decode-delivery.ts';
import { verifyCapabilityUrl } from '../statuspage/verify-capability-url.ts';
import { verifyDelivery } from '../statuspage/verify-delivery.ts';
import { app } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { handleComponentUpdate } from './handle-component-update.ts';
import { handleIncident } from './handle-incident.ts';
import { receiveDelivery } from './receive-delivery.ts';
import type { Record } from './record.ts';
import { refusalEntry } from './refusal-entry.ts';

const docsDirectory = path.join(import.meta.dirname, '../../node_modules/swagger-ui-dist');

const now = (): Date => new Date();

// Slack's code is loaded only where it is needed, so that a start elsewhere does not wait for it.
const backgroundOf =
  ({ announcing }: Config, { tell, reportDefect }: Life): T.Task<O.Option<Background>> =>
  async () => {
    if (O.isNone(announcing)) {
      return O.none;
    }
    const { openBackground } = await import('../slack/open-background.ts');
    const pause = (milliseconds: number): T.Task<void> => pipe(T.of(undefined), T.delay(milliseconds));
    return O.some(openBackground({ now, pause, reportDefect, tell })(announcing.value));
  };

// What is in flight is recorded first, and what it announces has the rest of the grace.
const stopWith =
  ({ finish }: Background) =>
  (serving: Serving): Serving => ({
    ...serving,
    stop: async () => {
      const over = now().getTime() + limits.graceInMilliseconds;
      await serving.stop();
      await finish(Math.max(0, over - now().getTime()))();
    },
  });

const serveDeliveries = (
  { verification, pages, port }: Config,
  { write, tell, reportDefect, whenThereIsRoom }: Life,
  background: O.Option<Background>,
): TE.TaskEither<ListenError, Serving> => {
  const writeEvent: Record<Receipt> = (receipt) => write(eventEntry(receipt, now()));
  const record = pipe(
    background,
    O.match(
      () => writeEvent,
      ({ take }): Record<Receipt> =>
        (receipt) =>
          pipe(
            writeEvent(receipt),
            TE.chainFirstIOK(() => take(receipt.event)),
          ),
    ),
  );
  const receive = receiveDelivery({
    verifyCapabilityUrl: verifyCapabilityUrl(verification),
    verify: verifyDelivery(verification),
    decode: decodeDelivery(pages),
    handleIncident: handleIncident({ record }),
    handleComponentUpdate: handleComponentUpdate({ record }),
    recordUnrecognised: (unrecognised) => write(unrecognisedEntry(unrecognised, now())),
  });
  const listener = app({
    receive,
    reportRefusal: (error, arriving) =>
      error._tag === 'WriteFailed' ? T.of(undefined) : T.asUnit(write(refusalEntry(error, arriving, now()))),
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
    TE.map(
      pipe(
        background,
        O.match(() => identity, stopWith),
      ),
    ),
  );
};

void runProgram({
  process,
  now,
  readConfig,
  serve: (config, life) =>
    pipe(
      TE.fromTask(backgroundOf(config, life)),
      TE.chain((background) => serveDeliveries(config, life, background)),
    ),
})();
