import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { WriteFailed } from '../../logging/open-log.ts';

/** Done only when what was received is safe: an acknowledgement follows. Where it fails the program ends, and the sender tries again. */
export type RecordToLog<Received> = (received: Received) => TE.TaskEither<WriteFailed, void>;
