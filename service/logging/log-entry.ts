import type * as O from 'fp-ts/lib/Option.js';
import type { Severity } from '../domain/severity.ts';
import type { TraceContext } from './trace-context.ts';

/** A label that is undefined is left out. */
export type Labels = Readonly<Record<string, string | undefined>>;

type Payload = Readonly<Record<string, unknown>>;

/** A log entry before it is formatted; the fields of `payload` stand at the top level of `jsonPayload`, beside `message`. */
export type LogEntry = Readonly<{
  severity: Severity;
  message: string;
  timestamp: Date;
  insertId?: string;
  labels?: Labels;
  trace: O.Option<TraceContext>;
  payload?: Payload;
  /** The payload to log instead where the line would exceed Cloud Logging's limit. */
  truncatedPayload?: () => Payload;
}>;
