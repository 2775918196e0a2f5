import { Writable } from 'node:stream';
import { Logging } from '@google-cloud/logging';
import {
  type Entry,
  INSERT_ID_KEY,
  LABELS_KEY,
  SPAN_ID_KEY,
  TRACE_KEY,
  TRACE_SAMPLED_KEY,
} from '@google-cloud/logging/build/src/entry.js';
import { setInstrumentationStatus } from '@google-cloud/logging/build/src/utils/instrumentation.js';
import { LoggingWinston } from '@google-cloud/logging-winston';
import * as O from 'fp-ts/lib/Option.js';
import type { LogEntry } from './log-entry.ts';
import { syslogLevelOf, syslogLevels } from './syslog-levels.ts';

const nanosecondsPerMillisecond = 1_000_000;

// The library's own conversion turns 123 ms into 123000144 ns.
const toProtobufTimestamp = (time: Date): Readonly<{ seconds: number; nanos: number }> => ({
  seconds: Math.floor(time.getTime() / 1000),
  nanos: (time.getTime() % 1000) * nanosecondsPerMillisecond,
});

const traceFields = ({ trace }: LogEntry, projectId: O.Option<string>): object =>
  O.isSome(trace) && O.isSome(projectId)
    ? {
        [TRACE_KEY]: `projects/${projectId.value}/traces/${trace.value.traceId}`,
        [SPAN_ID_KEY]: trace.value.spanId,
        [TRACE_SAMPLED_KEY]: trace.value.sampled,
      }
    : {};

// The library sets a logName, which would become a field of the payload: on Cloud Run the entry has one already.
function withoutLogName(this: object): object {
  return { ...this, logName: undefined, toJSON: undefined };
}

const structuredJson = (entry: LogEntry, insertId: string | null | undefined, projectId: O.Option<string>): object => ({
  severity: entry.severity,
  message: entry.message,
  timestamp: toProtobufTimestamp(entry.timestamp),
  [INSERT_ID_KEY]: insertId,
  [LABELS_KEY]: entry.labels,
  ...traceFields(entry, projectId),
  ...entry.payload,
  toJSON: withoutLogName,
});

const replaceEntryLayout = ({ common }: LoggingWinston, projectId: O.Option<string>): void => {
  const libraryEntry = common.entry.bind(common);
  common.entry = (metadata, data) => {
    const { entry } = (data as Readonly<{ metadata: Readonly<{ entry: LogEntry }> }>).metadata;
    const insertId = entry.insertId ?? libraryEntry(metadata).metadata.insertId;
    const replacement = { metadata, toStructuredJSON: () => structuredJson(entry, insertId, projectId) };
    // The library reads these two fields alone.
    return replacement as unknown as Entry;
  };
};

/**
 * Formats entries with @google-cloud/logging-winston: https://cloud.google.com/logging/docs/structured-logging.
 *
 * The library maps the level, names the special fields, gives an entry without an insertId a unique one, and serialises
 * the entry to a line. Three parts of it are replaced:
 * - its layout, which puts the payload under `metadata`, where no query expects it, and copies it three times;
 * - its timestamp, which is off by some nanoseconds;
 * - its destination: the line is returned instead of written, so that it can still be shortened and escaped.
 *
 * It throws where an entry holds what JSON cannot.
 */
export const cloudLoggingJson = (projectId: O.Option<string>): ((entry: LogEntry) => string) => {
  // Otherwise the library's first line describes the library.
  setInstrumentationStatus(true);
  const lines: string[] = [];
  const collector = Object.assign(new Writable(), {
    write: (line: string) => {
      lines.push(line);
      return true;
    },
  });
  const transport = new LoggingWinston({ redirectToStdout: true, levels: syslogLevels });
  transport.common.cloudLog = new Logging().logSync('statuswatch', collector);
  replaceEntryLayout(transport, projectId);

  return (entry) => {
    transport.log({ level: syslogLevelOf(entry.severity), message: entry.message, entry }, () => undefined);
    const line = lines.pop();
    // The library swallows what JSON.stringify throws.
    if (line === undefined) throw new Error('the entry cannot be written as JSON');
    return line.trimEnd();
  };
};
