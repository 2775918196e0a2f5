import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Receipt } from '../domain/receipt.ts';
import type { IncidentEvent } from '../domain/status-event.ts';
import type { WriteFailed } from '../logging/open-log.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { Record } from './record.ts';

type Dependencies = Readonly<{ record: Record<Receipt> }>;

/** Incidents and maintenance, which arrives as an incident and is acknowledged as one. */
export const handleIncident =
  ({ record }: Dependencies) =>
  (receipt: Receipt<IncidentEvent>): TE.TaskEither<WriteFailed, Acknowledgement> => {
    const { id } = receipt.event.incident;
    return pipe(
      record(receipt),
      TE.map(() => ({ received: 'incident', id })),
    );
  };
