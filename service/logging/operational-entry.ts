import * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import type { Severity } from '../domain/severity.ts';
import type { LogEntry } from './log-entry.ts';

/** Logs an entry about StatusWatch itself, unless the log level excludes it. */
export type LogOperational = (severity: Severity, message: string, payload?: LogEntry['payload']) => T.Task<void>;

/** An entry about StatusWatch itself. */
export const operationalEntry =
  (now: () => Date) =>
  (severity: Severity, message: string, payload: LogEntry['payload'] = {}): LogEntry => ({
    severity,
    message,
    timestamp: now(),
    trace: O.none,
    payload,
  });
