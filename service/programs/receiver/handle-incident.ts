import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { IncidentEvent } from '../../domain/status-event.ts';
import type { ReceivedEvent } from '../../logging/received-event.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { DeliveredEvent } from './delivered-event.ts';
import type { RecordError, RecordToLog } from './record-to-log.ts';

type Dependencies = Readonly<{ record: RecordToLog<ReceivedEvent> }>;

/** Incidents and maintenance, which arrives as an incident and is acknowledged as one. */
export const handleIncident =
  ({ record }: Dependencies) =>
  ({ sentId, ...received }: DeliveredEvent<IncidentEvent>): TE.TaskEither<RecordError, Acknowledgement> =>
    pipe(
      record(received),
      TE.map(() => ({ received: 'incident', id: sentId })),
    );
