import path from 'node:path';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { announceInBackground, type BackgroundAnnouncer } from '../../announcing/announce-in-background.ts';
import { eventEntry } from '../../logging/event-entry.ts';
import type { ReceivedEvent } from '../../logging/received-event.ts';
import { unrecognisedEntry } from '../../logging/unrecognised-entry.ts';
import type { Program, ProgramContext } from '../../runtime/program.ts';
import { decodeDelivery } from '../../statuspage/decode-delivery.ts';
import { verifyCapabilityUrl } from '../../statuspage/verify-capability-url.ts';
import { verifyDelivery } from '../../statuspage/verify-delivery.ts';
import { app } from './app.ts';
import type { Config } from './config.ts';
import { describeReceiver } from './describe-receiver.ts';
import { handleComponentUpdate } from './handle-component-update.ts';
import { handleIncident } from './handle-incident.ts';
import { homePage } from './home-page.ts';
import { receiveDelivery } from './receive-delivery.ts';
import type { RecordToLog } from './record-to-log.ts';
import { refusalEntry } from './refusal-entry.ts';

const docsDirectory = path.join(import.meta.dirname, '../../../node_modules/swagger-ui-dist');

const unverified = 'Deliveries are accepted unverified: set STATUSPAGE_WEBHOOK_TOKEN or STATUSPAGE_WEBHOOK_SECRET';

// Slack's code is loaded only if it is needed, so that a start on Cloud Run does not wait for it.
const backgroundAnnouncer =
  ({ rules, slack }: Config, { now, log, reportDefect }: ProgramContext): T.Task<O.Option<BackgroundAnnouncer>> =>
  async () => {
    if (O.isNone(slack)) {
      return O.none;
    }
    const { slackTarget } = await import('../../slack/slack-target.ts');
    const pause = (milliseconds: number): T.Task<void> => pipe(T.of(undefined), T.delay(milliseconds));
    const target = slackTarget({ now })(rules, slack.value);
    return O.some(announceInBackground({ target, pause, reportDefect, log }));
  };

const thenAnnounce =
  (record: RecordToLog<ReceivedEvent>) =>
  ({ enqueue }: BackgroundAnnouncer): RecordToLog<ReceivedEvent> =>
  (received) =>
    pipe(
      record(received),
      TE.chainFirstIOK(() => enqueue(received.event)),
    );

const compose = (
  config: Config,
  { now, write, log, reportDefect, withBackpressure }: ProgramContext,
  announcer: O.Option<BackgroundAnnouncer>,
): Program => {
  const { verification, pages, isOnCloudRun } = config;
  const recordEvent: RecordToLog<ReceivedEvent> = (received) => write(eventEntry(received, now()));
  const record = pipe(
    announcer,
    O.match(() => recordEvent, thenAnnounce(recordEvent)),
  );
  return {
    app: app({
      receive: receiveDelivery({
        verifyCapabilityUrl: verifyCapabilityUrl(verification),
        verify: verifyDelivery(verification),
        decode: decodeDelivery(pages),
        handleIncident: handleIncident({ record }),
        handleComponentUpdate: handleComponentUpdate({ record }),
        recordUnrecognised: (unrecognised) => write(unrecognisedEntry(unrecognised, now())),
      }),
      reportRefusal: (refusal, trace) =>
        refusal._tag === 'WriteFailed' ? T.of(undefined) : T.asUnit(write(refusalEntry(refusal, trace, now()))),
      reportDefect,
      withBackpressure,
      docsDirectory,
      homePage: isOnCloudRun ? O.none : O.some(homePage(verification)),
      now,
    }),
    onListening: verification._tag === 'Unverified' ? log('WARNING', unverified) : T.of(undefined),
    describe: describeReceiver(config),
    drain: (milliseconds) =>
      pipe(
        announcer,
        O.match(
          () => T.of(undefined),
          ({ drain }) => drain(milliseconds),
        ),
      ),
  };
};

/** The receiver, composed of its settings and its effects. Outside Cloud Run it also announces, if Slack is configured. */
export const receiver = (config: Config, context: ProgramContext): T.Task<Program> =>
  pipe(
    backgroundAnnouncer(config, context),
    T.map((announcer) => compose(config, context, announcer)),
  );
