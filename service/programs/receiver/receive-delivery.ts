import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { WithViolations } from '../../codec/decode-tolerantly.ts';
import type { ComponentEvent, IncidentEvent, StatusEvent } from '../../domain/status-event.ts';
import type { BodyError } from '../../http/read-body.ts';
import type { WriteFailed } from '../../logging/open-log.ts';
import type { ReceivedEvent } from '../../logging/received-event.ts';
import type { TraceContext } from '../../logging/trace-context.ts';
import type { Unrecognised } from '../../logging/unrecognised-entry.ts';
import type { DecodingError } from '../../statuspage/decode-delivery.ts';
import type { Delivery } from '../../statuspage/delivery.ts';
import type { VerificationError, Verified } from '../../statuspage/verification.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { RecordToLog } from './record-to-log.ts';

export type ReceiveError = VerificationError | BodyError | DecodingError | WriteFailed;

/** A delivery whose headers have arrived. */
export type IncomingDelivery = Readonly<{
  token: O.Option<string>;
  signature: O.Option<string>;
  trace: O.Option<TraceContext>;
  readBody: TE.TaskEither<BodyError, Buffer>;
}>;

type Handle<Event> = (receipt: ReceivedEvent<Event>) => TE.TaskEither<WriteFailed, Acknowledgement>;

type Dependencies = Readonly<{
  verifyCapabilityUrl: (token: O.Option<string>) => E.Either<VerificationError, unknown>;
  verify: (delivery: Delivery) => E.Either<VerificationError, Verified>;
  decode: (body: Buffer, verified: Verified) => E.Either<DecodingError, WithViolations<StatusEvent>>;
  handleIncident: Handle<IncidentEvent>;
  handleComponentUpdate: Handle<ComponentEvent>;
  recordUnrecognised: RecordToLog<Unrecognised>;
}>;

const handle =
  ({ handleIncident, handleComponentUpdate }: Dependencies) =>
  ({ event, ...rest }: ReceivedEvent): TE.TaskEither<WriteFailed, Acknowledgement> => {
    switch (event.kind) {
      case 'incident':
      case 'maintenance':
        return handleIncident({ event, ...rest });
      case 'component':
        return handleComponentUpdate({ event, ...rest });
    }
  };

// An authentic sender is never refused for a format that we do not know yet: ten refusals end the subscription.
const keepIfGenuine =
  ({ recordUnrecognised }: Dependencies) =>
  (
    error: DecodingError,
    verified: Verified,
    body: Buffer,
    trace: IncomingDelivery['trace'],
  ): TE.TaskEither<ReceiveError, Acknowledgement> =>
    error._tag === 'Unrecognised' && verified.by !== 'nothing'
      ? pipe(
          recordUnrecognised({ body, violations: error.violations, trace }),
          TE.map((): Acknowledgement => ({ received: 'unrecognised' })),
        )
      : TE.left(error);

const receiveBody =
  (dependencies: Dependencies) =>
  ({ token, signature, trace }: IncomingDelivery) =>
  (body: Buffer): TE.TaskEither<ReceiveError, Acknowledgement> =>
    pipe(
      dependencies.verify({ body, signature, token }),
      E.matchW(
        (error): TE.TaskEither<ReceiveError, Acknowledgement> => TE.left(error),
        (verified) =>
          pipe(
            dependencies.decode(body, verified),
            E.match(
              (error) => keepIfGenuine(dependencies)(error, verified, body, trace),
              ({ value, violations }) => handle(dependencies)({ event: value, violations, trace }),
            ),
          ),
      ),
    );

/** The way of a delivery; nothing is read of the body before the capability URL is verified, nothing decoded before the proof. */
export const receiveDelivery =
  (dependencies: Dependencies) =>
  (arriving: IncomingDelivery): TE.TaskEither<ReceiveError, Acknowledgement> =>
    pipe(
      dependencies.verifyCapabilityUrl(arriving.token),
      E.matchW(
        (error): TE.TaskEither<ReceiveError, Acknowledgement> => TE.left(error),
        () => pipe(arriving.readBody, TE.chainW(receiveBody(dependencies)(arriving))),
      ),
    );
