import { Logging } from '@google-cloud/logging';
import { setInstrumentationStatus } from '@google-cloud/logging/build/src/utils/instrumentation.js';
import { LoggingWinston } from '@google-cloud/logging-winston';
import * as O from 'fp-ts/lib/Option.js';
import { Writable } from 'node:stream';
import type { LogEntry } from './log-entry.ts';
import { levelOf, levels } from './levels.ts';

type Fields = Readonly<{ at: Date; insertId?: string; payload?: LogEntry['payload'] }>;

const nanosecondsPerMillisecond = 1_000_000;

// Either may be taken for the end of a line or for a terminal's command.
const unsafe = /[\u007F-\u009F\u2028\u2029]/g;
const escapeUnsafe = (json: string): string =>
  json.replace(unsafe, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

// The library's own conversion makes 123 ms 123000144 ns.
const exactly = (time: Date): Readonly<{ seconds: number; nanos: number }> => ({
  seconds: Math.floor(time.getTime() / 1000),
  nanos: (time.getTime() % 1000) * nanosecondsPerMillisecond,
});

// The library would put the payload under `metadata` and copy all of it twice, and knows neither an insertId nor an
// exact time; the logName that it adds would be one more field of the payload, as Cloud Run gives the entry its own.
const liftFields = ({ common }: LoggingWinston): void => {
  const entryOf = common.entry.bind(common);
  common.entry = (metadata, data) => {
    const { message, metadata: fields } = data as Readonly<{ message: string; metadata: Fields }>;
    const { at, insertId, payload } = fields;
    return entryOf(
      { ...metadata, timestamp: exactly(at), ...(insertId !== undefined && { insertId }) },
      {
        message,
        toJSON(this: object) {
          return { ...this, ...payload, toJSON: undefined, logName: undefined };
        },
      },
    );
  };
};

const traceFields = ({ trace }: LogEntry, projectId: O.Option<string>): object =>
  O.isSome(trace) && O.isSome(projectId)
    ? {
        [LoggingWinston.LOGGING_TRACE_KEY]: `projects/${projectId.value}/traces/${trace.value.traceId}`,
        [LoggingWinston.LOGGING_SPAN_KEY]: trace.value.spanId,
        [LoggingWinston.LOGGING_SAMPLED_KEY]: trace.value.sampled,
      }
    : {};

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
  const transport = new LoggingWinston({ redirectToStdout: true, levels });
  transport.common.cloudLog = new Logging().logSync('statuswatch', collector, { useMessageField: false });
  liftFields(transport);

  return (entry) => {
    const { severity, message, timestamp, insertId, labels, payload } = entry;
    transport.log(
      {
        level: levelOf(severity),
        message,
        at: timestamp,
        insertId,
        labels,
        payload,
        ...traceFields(entry, projectId),
      },
      () => undefined,
    );
    // The library swallows what JSON.stringify throws.
    const line = lines.pop();
    if (line === undefined) {
      throw new Error('the entry cannot be written as JSON');
    }
    return escapeUnsafe(line);
  };
};
