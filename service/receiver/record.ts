import type * as TE from 'fp-ts/lib/TaskEither.js';

/** The log cannot be written to; the program ends, and the sender tries again. */
export type RecordUnavailable = Readonly<{ _tag: 'RecordUnavailable' }>;

/** Done only when what was received is safe: an acknowledgement follows. */
export type Record<Received> = (received: Received) => TE.TaskEither<RecordUnavailable, void>;
