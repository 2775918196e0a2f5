import path from 'node:path';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Violations } from '../../codec/violations.ts';
import type { Pages } from '../../domain/provider.ts';
import { clientAddress } from '../../http/client-address.ts';
import { eventEntry } from '../../logging/event-entry.ts';
import type { ReceivedEvent } from '../../logging/received-event.ts';
import { unrecognisedEntry } from '../../logging/unrecognised-entry.ts';
import type { Program, ProgramContext } from '../../runtime/program.ts';
import { decodeDelivery } from '../../statuspage/decode-delivery.ts';
import { verifyCapabilityUrl } from '../../statuspage/verify-capability-url.ts';
import { verifyDelivery } from '../../statuspage/verify-delivery.ts';
import { verifyOrigin } from '../../statuspage/verify-origin.ts';
import { app } from './app.ts';
import type { Config } from './config.ts';
import { describeReceiver } from './describe-receiver.ts';
import { handleComponentUpdate } from './handle-component-update.ts';
import { handleIncident } from './handle-incident.ts';
import { homePage } from './home-page.ts';
import { providerLabel } from './provider-label.ts';
import { receiveDelivery } from './receive-delivery.ts';
import type { RecordToLog } from './record-to-log.ts';
import { reasonOf } from './refusal-entry.ts';
import { sampleRefusals } from './sample-refusals.ts';
import { type Standalone, standalone } from './standalone.ts';

const docsDirectory = path.join(import.meta.dirname, '../../../node_modules/swagger-ui-dist');

const unverified = 'Deliveries are accepted unverified: set STATUSPAGE_WEBHOOK_TOKEN or STATUSPAGE_WEBHOOK_SECRET';

const compose = (
  config: Config,
  { now, write, log, reportDefect, withBackpressure }: ProgramContext,
  names: Pages,
  { record, enqueueAnnouncement, noteRefusal, boardUrl, start, drain }: Standalone,
): Program => {
  const { verification, isOnCloudRun, logClientAddress } = config;
  const labelOf = providerLabel(names);
  const refusals = sampleRefusals({ now, write });
  const recordEvent: RecordToLog<ReceivedEvent> = (received) =>
    pipe(
      record(eventEntry({ ...received, providerLabel: labelOf(received.event) }, now())),
      TE.chainFirstIOK(() => enqueueAnnouncement(received.event)),
    );
  return {
    app: app({
      receive: receiveDelivery({
        verifyOrigin: verifyOrigin(verification),
        verifyCapabilityUrl: verifyCapabilityUrl(verification),
        verify: verifyDelivery(verification),
        decode: decodeDelivery(names),
        handleIncident: handleIncident({ record: recordEvent }),
        handleComponentUpdate: handleComponentUpdate({ record: recordEvent }),
        recordUnrecognised: (unrecognised) => record(unrecognisedEntry(unrecognised, now())),
      }),
      // Refusals are not kept in the history, which a stranger could fill with them.
      reportRefusal: (refusal, address) =>
        refusal._tag === 'WriteFailed'
          ? T.of(undefined)
          : pipe(
              T.fromIO(noteRefusal(reasonOf(refusal))),
              T.chain(() => refusals.report(refusal, address)),
            ),
      reportDefect,
      clientAddressOf: logClientAddress ? clientAddress(isOnCloudRun) : () => undefined,
      withBackpressure,
      docsDirectory,
      homePage: isOnCloudRun ? O.none : O.some(homePage(verification, boardUrl)),
      now,
    }),
    onListening: pipe(
      verification._tag === 'Unverified' ? log('WARNING', unverified) : T.of(undefined),
      T.chain(() => start),
    ),
    describe: describeReceiver(config, boardUrl),
    drain: (milliseconds) =>
      pipe(
        T.fromIO(refusals.writePending),
        T.chain(() => drain(milliseconds)),
      ),
  };
};

/** The receiver, composed of its settings and its effects. Outside Cloud Run it also shows the board, and polls and announces if that is configured. */
export const receiver = (config: Config, context: ProgramContext): TE.TaskEither<Violations, Program> => {
  const names = new Map(config.pages);
  return pipe(
    standalone(config, context, names),
    TE.map((parts) => compose(config, context, names, parts)),
  );
};
