import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { describeEvent } from '../../domain/describe-event.ts';
import { type StoredEntry, toRecorded } from '../../history/to-recorded.ts';
import type { Delivery } from '../../sending/post-delivery.ts';
import { toDelivery } from '../../statuspage/to-delivery.ts';

export type Skipped =
  /** It records no delivery, such as a start or a pass of the poller. */
  | Readonly<{ _tag: 'NoDelivery' }>
  /** It holds only a part of its delivery, or an event that this version cannot read. */
  | Readonly<{ _tag: 'Shortened' | 'Unreadable'; timestamp: Date; message: string }>;

const skipped = (_tag: 'Shortened' | 'Unreadable', { timestamp, payload }: StoredEntry): Skipped => ({
  _tag,
  timestamp,
  message: typeof payload['message'] === 'string' ? payload['message'] : '',
});

const ofEvent = (entry: StoredEntry): E.Either<Skipped, Delivery> =>
  pipe(
    toRecorded(entry),
    O.filterMap((recorded) => (recorded._tag === 'Event' ? O.some(recorded.event) : O.none)),
    E.fromOption(() => skipped('Unreadable', entry)),
    E.map((event) => ({ label: describeEvent(event), body: Buffer.from(JSON.stringify(toDelivery(event))) })),
  );

/** Turns an entry back into the delivery that it records, which is recorded as the same entry again. */
export const deliveryOfEntry = (entry: StoredEntry): E.Either<Skipped, Delivery> => {
  const { rawBody, event, truncated } = entry.payload;
  if (rawBody === undefined && event === undefined) return E.left({ _tag: 'NoDelivery' });
  if (truncated !== undefined) return E.left(skipped('Shortened', entry));
  return typeof rawBody === 'string'
    ? E.right({ label: `unrecognised delivery of ${entry.timestamp.toISOString()}`, body: Buffer.from(rawBody) })
    : ofEvent(entry);
};
