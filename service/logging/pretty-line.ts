import type { Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { Severity } from '../domain/severity.ts';
import { escapeLine } from './escape-line.ts';
import type { LogEntry } from './log-entry.ts';

type Style = Parameters<typeof styleText>[0];

const styles: Readonly<Record<Severity, Style>> = {
  DEBUG: 'dim',
  INFO: 'green',
  NOTICE: 'cyan',
  WARNING: 'yellow',
  ERROR: 'red',
  CRITICAL: ['bold', 'red'],
};

const severityWidth = 'CRITICAL'.length;

const clock = (time: Date): string =>
  [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => `${part}`.padStart(2, '0')).join(':');

// The message already says what these hold.
const describedByMessage: ReadonlySet<string> = new Set(['event', 'pageState', 'pass', 'delaySeconds', 'reason']);

const detailsOf = ({ payload = {}, labels = {} }: LogEntry, stream: Writable): ReadonlyArray<string> =>
  Object.entries({ ...payload, ...(labels['backfill'] !== undefined && { backfill: true }) })
    .filter(([name]) => !describedByMessage.has(name))
    .map(([name, value]) => styleText('dim', escapeLine(`${name}=${JSON.stringify(value)}`), { stream }));

/**
 * One line for a person, with the local time, and coloured if the stream is a terminal.
 * NO_COLOR and FORCE_COLOR decide otherwise: https://nodejs.org/api/util.html#utilstyletextformat-text-options
 */
export const prettyLine =
  (stream: Writable) =>
  (entry: LogEntry): string => {
    const { severity, message, timestamp } = entry;
    return `${[
      styleText('dim', clock(timestamp), { stream }),
      styleText(styles[severity], severity.padEnd(severityWidth), { stream }),
      escapeLine(message),
      ...detailsOf(entry, stream),
    ].join(' ')}\n`;
  };
