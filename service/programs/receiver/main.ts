import path from 'node:path';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { announceInBackground, type BackgroundAnnouncer } from '../../announcing/announce-in-background.ts';
import { type ListenError, serve, type Serving } from '../../http/serve.ts';
import { eventEntry } from '../../logging/event-entry.ts';
import type { ReceivedEvent } from '../../logging/received-event.ts';
import { unrecognisedEntry } from '../../logging/unrecognised-entry.ts';
import { type ProgramContext, runProgram } from '../../runtime/run-program.ts';
import { serverTimeouts } from '../../runtime/server-timeouts.ts';
import { decodeDelivery } from '../../statuspage/decode-delivery.ts';
import { verifyCapabilityUrl } from '../../statuspage/verify-capability-url.ts';
import { verifyDelivery } from '../../statuspage/verify-delivery.ts';
import { app } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { handleComponentUpdate } from './handle-component-update.ts';
import { handleIncident } from './handle-incident.ts';
import { receiveDelivery } from './receive-delivery.ts';
import type { RecordToLog } from './record-to-log.ts';
import { refusalEntry } from './refusal-entry.ts';

const docsDirectory = path.join(import.meta.dirname, '../../../node_modules/swagger-ui-dist');

const now = (): Date => new Date();

// Slack's code is loaded only where it is needed, so that a start elsewhere does not wait for it.
const backgroundOf =
  ({ rules, slack }: Config, { log, reportDefect }: ProgramContext): T.Task<O.Option<BackgroundAnnouncer>> =>
  async () => {
    if (O.isNone(slack)) {
      return O.none;
    }
    const { slackTarget } = await import('../../slack/slack-target.ts');
    const pause = (milliseconds: number): T.Task<void> => pipe(T.of(undefined), T.delay(milliseconds));
    const target = slackTarget({ now })(rules, slack.value);
    return O.some(announceInBackground({ target, pause, reportDefect, log }));
  };

// What is in flight is recorded first, and what it announces has the rest of the grace.
const stopWith =
  ({ drain }: BackgroundAnnouncer) =>
  (serving: Serving): Serving => ({
    ...serving,
    stop: async () => {
      const over = now().getTime() + serverTimeouts.graceInMilliseconds;
      await serving.stop();
      await drain(Math.max(0, over - now().getTime()))();
    },
  });

const serveDeliveries = (
  { verification, pages, port }: Config,
  { write, log, reportDefect, withBackpressure }: ProgramContext,
  background: O.Option<BackgroundAnnouncer>,
): TE.TaskEither<ListenError, Serving> => {
  const writeEvent: RecordToLog<ReceivedEvent> = (receipt) => write(eventEntry(receipt, now()));
  const record = pipe(
    background,
    O.match(
      () => writeEvent,
      ({ enqueue }): RecordToLog<ReceivedEvent> =>
        (receipt) =>
          pipe(
            writeEvent(receipt),
            TE.chainFirstIOK(() => enqueue(receipt.event)),
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
    withBackpressure,
    docsDirectory,
    now,
  });
  return pipe(
    serve(serverTimeouts)(listener, port),
    TE.chainFirstTaskK(() =>
      verification._tag === 'Unverified'
        ? log(
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
