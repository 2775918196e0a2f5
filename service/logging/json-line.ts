import { flow } from 'fp-ts/lib/function.js';
import type * as O from 'fp-ts/lib/Option.js';
import { cloudLoggingJson } from './cloud-logging-json.ts';
import { escapeLine } from './escape-line.ts';
import { fitLine } from './fit-line.ts';
import type { LogEntry } from './log-entry.ts';

/** One line in Cloud Logging's structured format for each entry; throws where an entry holds what JSON cannot. */
export const jsonLine = (projectId: O.Option<string>): ((entry: LogEntry) => string) =>
  flow(fitLine(cloudLoggingJson(projectId)), escapeLine, (line) => `${line}\n`);
