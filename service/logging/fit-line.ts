import type { LogEntry } from './log-entry.ts';

// Cloud Logging takes entries of up to 256 kB and splits a longer line into parts that are not JSON: https://cloud.google.com/logging/quotas
const maxLineBytes = 195_000;
const maxBytesPerCharacter = 3;

// Most lines are too short to need their bytes counted.
const isTooLong = (line: string): boolean =>
  line.length * maxBytesPerCharacter > maxLineBytes && Buffer.byteLength(line) > maxLineBytes;

/** Formats an entry with its truncated payload, if it has one, where the whole payload makes the line longer than 195 kB. */
export const fitLine =
  (format: (entry: LogEntry) => string) =>
  (entry: LogEntry): string => {
    const line = format(entry);
    return entry.truncatedPayload !== undefined && isTooLong(line)
      ? format({ ...entry, payload: entry.truncatedPayload() })
      : line;
  };
