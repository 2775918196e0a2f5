import type * as O from 'fp-ts/lib/Option.js';
import type { Severity } from '../domain/severity.ts';
import type { TraceContext } from '../domain/trace-context.ts';

/** An entry of Cloud Logging before it is a line; `payload` stands at the top level of `jsonPayload`, beside `message`. */
export type LogEntry = Readonly<{
  severity: Severity;
  message: string;
  timestamp: Date;
  insertId?: string;
  labels?: Readonly<Record<string, string>>;
  trace: O.Option<TraceContext>;
  payload?: Readonly<Record<string, unknown>>;
}>;
