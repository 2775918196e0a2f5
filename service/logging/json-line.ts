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

// The library's own conversion makes 123 ms 123000144 ns.
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

// The library adds a logName, which would be one more field of the payload: Cloud Run gives the entry its own.
function withoutLogName(this: object): object {
  return { ...this, logName: undefined, toJSON: undefined };
}

// The library would put the payload under `metadata` and copy all of it three times.
const replaceEntryFormatting = ({ common }: LoggingWinston, projectId: O.Option<string>): void => {
  const entryOf = common.entry.bind(common);
  common.entry = (metadata, data) => {
    const { entry } = (data as Readonly<{ metadata: Readonly<{ entry: LogEntry }> }>).metadata;
    const insertId = entry.insertId ?? entryOf(metadata).metadata.insertId;
    const fields = {
      metadata,
      toStructuredJSON() {
        return {
          severity: entry.severity,
          message: entry.message,
          timestamp: toProtobufTimestamp(entry.timestamp),
          [INSERT_ID_KEY]: insertId,
          [LABELS_KEY]: entry.labels,
          ...traceFields(entry, projectId),
          ...entry.payload,
          toJSON: withoutLogName,
        };
      },
    };
    // The library copies them into an Entry of its own.
    return fields as unknown as Entry;
  };
};

// Either may be taken for the end of a line or for a terminal's command.
const unsafeCharacters = /[\u007F-\u009F\u2028\u2029]/g;
const escapeUnsafe = (json: string): string =>
  json.replace(unsafeCharacters, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

// Cloud Logging takes entries of up to 256 kB, and a longer line in parts that are no JSON: https://cloud.google.com/logging/quotas
const maxLineBytes = 195_000;
const maxBytesPerCharacter = 3;
const isTooLong = (line: string): boolean =>
  line.length > maxLineBytes ||
  (line.length * maxBytesPerCharacter > maxLineBytes && Buffer.byteLength(line) > maxLineBytes);

/**
 * Makes entries lines of JSON in Cloud Logging's structured format: https://cloud.google.com/logging/docs/structured-logging.
 * It throws where an entry holds what JSON cannot.
 */
export const jsonLine = (projectId: O.Option<string>): ((entry: LogEntry) => string) => {
  // Else the library's first line would be one about itself.
  setInstrumentationStatus(true);
  const lines: string[] = [];
  const collector = Object.assign(new Writable(), {
    write: (json: string) => {
      lines.push(json);
      return true;
    },
  });
  const transport = new LoggingWinston({ redirectToStdout: true, levels: syslogLevels });
  transport.common.cloudLog = new Logging().logSync('statuswatch', collector);
  replaceEntryFormatting(transport, projectId);

  const format = (entry: LogEntry): string => {
    transport.log({ level: syslogLevelOf(entry.severity), message: entry.message, entry }, () => undefined);
    // The library swallows what JSON.stringify throws.
    const line = lines.pop();
    if (line === undefined) {
      throw new Error('the entry cannot be written as JSON');
    }
    return line;
  };

  return (entry) => {
    const line = format(entry);
    const line2 =
      entry.truncatedPayload !== undefined && isTooLong(line)
        ? format({ ...entry, payload: entry.truncatedPayload() })
        : line;
    return entry.isPlainText === true ? line2 : escapeUnsafe(line2);
  };
};
