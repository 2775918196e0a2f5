import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ComponentEvent } from '../../domain/status-event.ts';
import type { WriteFailed } from '../../logging/open-log.ts';
import type { ReceivedEvent } from '../../logging/received-event.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { RecordToLog } from './record-to-log.ts';

type Dependencies = Readonly<{ record: RecordToLog<ReceivedEvent> }>;

export const handleComponentUpdate =
  ({ record }: Dependencies) =>
  (receipt: ReceivedEvent<ComponentEvent>): TE.TaskEither<WriteFailed, Acknowledgement> => {
    const { id } = receipt.event.component;
    return pipe(
      record(receipt),
      TE.map(() => ({ received: 'component', id })),
    );
  };
