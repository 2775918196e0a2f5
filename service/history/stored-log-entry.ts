import * as O from 'fp-ts/lib/Option.js';
import { isSeverity } from '../domain/severity.ts';
import type { LogEntry } from '../logging/log-entry.ts';
import type { StoredEntry } from './to-recorded.ts';

const isOwnField = ([name]: readonly [string, unknown]): boolean =>
  !['severity', 'message', 'timestamp'].includes(name) && !name.startsWith('logging.googleapis.com/');

/** A stored entry as the entry that was logged, without the request's trace. */
export const storedLogEntry = ({ insertId, timestamp, labels, payload }: StoredEntry): LogEntry => {
  const { severity, message } = payload;
  return {
    severity: isSeverity(severity) ? severity : 'INFO',
    message: typeof message === 'string' ? message : '',
    timestamp,
    insertId,
    labels,
    trace: O.none,
    payload: Object.fromEntries(Object.entries(payload).filter(isOwnField)),
  };
};
