import type * as O from 'fp-ts/lib/Option.js';
import type { Severity } from '../domain/severity.ts';
import type { TraceContext } from './trace-context.ts';

/** An undefined one is left out. */
export type Labels = Readonly<Record<string, string | undefined>>;

type Payload = Readonly<Record<string, unknown>>;

/** An entry of Cloud Logging before it is a line; `payload` stands at the top level of `jsonPayload`, beside `message`. */
export type LogEntry = Readonly<{
  severity: Severity;
  message: string;
  timestamp: Date;
  insertId?: string;
  labels?: Labels;
  trace: O.Option<TraceContext>;
  payload?: Payload;
  /** Whether all texts are as `plainText` makes them; a line of others is looked through for what a terminal would obey. */
  isPlainText?: boolean;
  /** What to hold instead where the line would be longer than an entry may be. */
  truncatedPayload?: () => Payload;
}>;
