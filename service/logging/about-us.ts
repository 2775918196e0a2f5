import * as O from 'fp-ts/lib/Option.js';
import type { Severity } from '../domain/severity.ts';
import type { LogEntry } from './log-entry.ts';

/** An entry about ourselves. */
export const aboutUs =
  (now: () => Date) =>
  (severity: Severity, message: string, payload: LogEntry['payload'] = {}): LogEntry => ({
    severity,
    message,
    timestamp: now(),
    trace: O.none,
    payload,
  });
