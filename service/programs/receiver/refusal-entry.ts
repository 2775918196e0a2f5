import type { LogEntry } from '../../logging/log-entry.ts';
import type { IncomingDelivery, ReceiveError } from './receive-delivery.ts';

// `InvalidToken` reads `invalid_token`, as the labels of a metric do.
const reasonOf = ({ _tag }: ReceiveError): string =>
  _tag.replace(/(?!^)[A-Z]/g, (capital) => `_${capital}`).toLowerCase();

/** The entry of a refused delivery: the reason, and never anything of what was sent. */
export const refusalEntry = (
  error: ReceiveError,
  { trace }: Pick<IncomingDelivery, 'trace'>,
  receivedAt: Date,
): LogEntry => {
  const reason = reasonOf(error);
  return {
    severity: 'WARNING',
    message: `Refused a delivery: ${reason.replaceAll('_', ' ')}`,
    timestamp: receivedAt,
    trace,
    payload: { reason, ...('violations' in error && { violations: error.violations }) },
  };
};
