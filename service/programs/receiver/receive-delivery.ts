import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ComponentEvent, IncidentEvent } from '../../domain/status-event.ts';
import type { BodyError } from '../../http/read-body.ts';
import type { TraceContext } from '../../logging/trace-context.ts';
import type { Unrecognised } from '../../logging/unrecognised-entry.ts';
import type { DecodedDelivery, DecodingError } from '../../statuspage/decode-delivery.ts';
import type { Delivery } from '../../statuspage/delivery.ts';
import type { VerificationError, Verified } from '../../statuspage/verification.ts';
import { verifyPage } from '../../statuspage/verify-page.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { DeliveredEvent } from './delivered-event.ts';
import type { RecordError, RecordToLog } from './record-to-log.ts';

export type ReceiveError = VerificationError | BodyError | DecodingError | RecordError;

/** A delivery whose headers have arrived. */
export type IncomingDelivery = Readonly<{
  isCrossOrigin: boolean;
  token: O.Option<string>;
  signature: O.Option<string>;
  /** Believed only where the delivery is verified. */
  trace: O.Option<TraceContext>;
  clientAddress: string | undefined;
  /** A body whose URL proved it genuine does not wait behind others. */
  readBody: (urlProof: O.Option<Verified>) => TE.TaskEither<BodyError, Buffer>;
}>;

type Handle<Event> = (delivered: DeliveredEvent<Event>) => TE.TaskEither<RecordError, Acknowledgement>;

type Dependencies = Readonly<{
  verifyOrigin: (isCrossOrigin: boolean) => E.Either<VerificationError, void>;
  verifyCapabilityUrl: (token: O.Option<string>) => E.Either<VerificationError, O.Option<Verified>>;
  verify: (delivery: Delivery) => E.Either<VerificationError, Verified>;
  decode: (body: Buffer, verified: Verified) => E.Either<DecodingError, DecodedDelivery>;
  handleIncident: Handle<IncidentEvent>;
  handleComponentUpdate: Handle<ComponentEvent>;
  recordUnrecognised: RecordToLog<Unrecognised>;
}>;

type VerifiedDelivery = Pick<IncomingDelivery, 'trace' | 'clientAddress'> &
  Readonly<{ body: Buffer; verified: Verified }>;

const handle =
  ({ handleIncident, handleComponentUpdate }: Dependencies) =>
  ({ event, ...rest }: DeliveredEvent): TE.TaskEither<RecordError, Acknowledgement> => {
    switch (event.kind) {
      case 'incident':
      case 'maintenance':
        return handleIncident({ event, ...rest });
      case 'component':
        return handleComponentUpdate({ event, ...rest });
    }
  };

// Ten refusals end a subscription, so a genuine sender is never refused for a format that we do not know yet.
const recordIfGenuine =
  ({ recordUnrecognised }: Dependencies, { body, verified, ...request }: VerifiedDelivery) =>
  (error: DecodingError): TE.TaskEither<ReceiveError, Acknowledgement> =>
    error._tag === 'Unrecognised' && verified.by !== 'nothing'
      ? pipe(
          recordUnrecognised({ body, violations: error.violations, ...request }),
          TE.map(() => ({ received: 'unrecognised' })),
        )
      : TE.left(error);

const refuse = (error: ReceiveError): TE.TaskEither<ReceiveError, Acknowledgement> => TE.left(error);

// What is known at once is an Either. As a TaskEither each step would wait for a turn, at 5 % of a delivery's CPU time.
const decodeAndRecord =
  (dependencies: Dependencies) =>
  (delivery: VerifiedDelivery): TE.TaskEither<ReceiveError, Acknowledgement> => {
    const { body, verified, ...request } = delivery;
    return pipe(
      dependencies.decode(body, verified),
      E.matchW(recordIfGenuine(dependencies, delivery), ({ value, sentId, violations }) =>
        pipe(
          verifyPage(verified)(value),
          E.matchW(refuse, () => handle(dependencies)({ event: value, sentId, violations, ...request })),
        ),
      ),
    );
  };

const verifyAndRecord =
  (dependencies: Dependencies) =>
  (
    delivery: Delivery,
    { trace, clientAddress }: Pick<IncomingDelivery, 'trace' | 'clientAddress'>,
  ): TE.TaskEither<ReceiveError, Acknowledgement> =>
    pipe(
      dependencies.verify(delivery),
      E.matchW(refuse, (verified) =>
        decodeAndRecord(dependencies)({
          body: delivery.body,
          verified,
          clientAddress,
          // A stranger could name any trace.
          trace: verified.by === 'nothing' ? O.none : trace,
        }),
      ),
    );

/** Verifies the origin and the capability URL before the body is read, and the delivery before it is decoded; then decodes and records it. */
export const receiveDelivery =
  (dependencies: Dependencies) =>
  ({
    isCrossOrigin,
    token,
    signature,
    trace,
    clientAddress,
    readBody,
  }: IncomingDelivery): TE.TaskEither<ReceiveError, Acknowledgement> =>
    pipe(
      dependencies.verifyOrigin(isCrossOrigin),
      E.chain(() => dependencies.verifyCapabilityUrl(token)),
      E.matchW(refuse, (urlProof) =>
        pipe(
          readBody(urlProof),
          TE.chainW((body) => verifyAndRecord(dependencies)({ body, signature, urlProof }, { trace, clientAddress })),
        ),
      ),
    );
