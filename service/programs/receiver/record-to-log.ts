import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { HistoryUnavailable } from '../../history/read-history.ts';
import type { WriteFailed } from '../../logging/open-log.ts';

/** Why nothing is acknowledged: after a `WriteFailed` the program ends, after the other it goes on. */
export type RecordError = WriteFailed | HistoryUnavailable;

/** Done only when what was received is safe: an acknowledgement follows. Where it fails, the sender tries again. */
export type RecordToLog<Received> = (received: Received) => TE.TaskEither<RecordError, void>;
