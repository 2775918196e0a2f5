import * as O from 'fp-ts/lib/Option.js';
import type { LogEntry } from '../../logging/log-entry.ts';
import type { ReceiveError } from './receive-delivery.ts';

/** A delivery to a path below /webhook/ that is none, as of a mistyped subscription, is refused too. */
export type Refusal = ReceiveError | Readonly<{ _tag: 'UnknownPath' }>;

// `InvalidToken` reads `invalid_token`, as the labels of a metric do.
export const reasonOf = ({ _tag }: Refusal): string =>
  _tag.replace(/(?!^)[A-Z]/g, (capital) => `_${capital}`).toLowerCase();

/**
 * The entry of refused deliveries, of which `refusal` is the last: the reason, their number and the client's address, and never
 * anything of what was sent, its trace included.
 */
export const refusalEntry = (
  refusal: Refusal,
  refusals: number,
  clientAddress: string | undefined,
  receivedAt: Date,
): LogEntry => {
  const reason = reasonOf(refusal);
  return {
    severity: 'WARNING',
    message: `Refused ${refusals === 1 ? 'a delivery' : `${refusals} deliveries`}: ${reason.replaceAll('_', ' ')}`,
    timestamp: receivedAt,
    trace: O.none,
    payload: {
      reason,
      refusals,
      clientAddress,
      ...('violations' in refusal && { violations: refusal.violations }),
      ...(refusal._tag === 'HistoryUnavailable' && { cause: refusal.reason }),
    },
  };
};
