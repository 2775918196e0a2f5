import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Receipt } from '../domain/receipt.ts';
import type { ComponentEvent } from '../domain/status-event.ts';
import type { WriteFailed } from '../logging/open-log.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { Record } from './record.ts';

type Dependencies = Readonly<{ record: Record<Receipt> }>;

export const handleComponentUpdate =
  ({ record }: Dependencies) =>
  (receipt: Receipt<ComponentEvent>): TE.TaskEither<WriteFailed, Acknowledgement> => {
    const { id } = receipt.event.component;
    return pipe(
      record(receipt),
      TE.map(() => ({ received: 'component', id })),
    );
  };
