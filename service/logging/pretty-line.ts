import type { Writable } from 'node:stream';
import { stripVTControlCharacters, styleText } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Severity } from '../domain/severity.ts';
import { StatusEvent } from '../domain/status-event.ts';
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

const twoDigits = (number: number): string => `${number}`.padStart(2, '0');

const clock = (time: Date): string => [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');

const day = (time: Date): string => [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-');

// The vendor's time, then ours where it is another.
const clocks = ({ timestamp, payload = {} }: LogEntry, now: Date): string => {
  const delay = typeof payload['delaySeconds'] === 'number' ? payload['delaySeconds'] : 0;
  const recorded = clock(new Date(timestamp.getTime() + delay * 1000));
  return [
    ...(day(timestamp) === day(now) ? [] : [day(timestamp)]),
    clock(timestamp),
    ...(recorded === clock(timestamp) ? [] : [`→ ${recorded}`]),
  ].join(' ');
};

// The message, the clocks and what follows the message already say what these hold, but for the address, which says
// little on one's own machine.
const leftOut: ReadonlySet<string> = new Set(['event', 'pageState', 'pass', 'delaySeconds', 'reason', 'clientAddress']);

const fieldsOf = ({ payload = {}, labels = {} }: LogEntry): ReadonlyArray<string> =>
  Object.entries({ ...payload, ...(labels['backfill'] !== undefined && { backfill: true }) })
    .filter(([name]) => !leftOut.has(name))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);

const firstSentence = (text: string): string => {
  const [line = ''] = text.split('\n');
  return /^.*?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line;
};

type Detail = Readonly<{ sentence: string; link: string }>;

const detailOf = ({ payload = {} }: LogEntry): Detail =>
  pipe(
    StatusEvent.decode(payload['event']),
    E.match(
      () => ({ sentence: '', link: '' }),
      (event) =>
        event.kind === 'component'
          ? { sentence: '', link: '' }
          : { sentence: firstSentence(event.updates[0]?.body ?? ''), link: event.incident.shortlink ?? '' },
    ),
  );

const minSentenceLength = 20;

// The sentence is shortened to leave room for the link. Where there is none, the link is left out too.
const fit = ({ sentence, link }: Detail, columns: number): ReadonlyArray<string> => {
  const room = columns - (link === '' ? 0 : link.length + 1) - 1;
  if (sentence.length <= room) {
    return [sentence, link].filter((part) => part !== '');
  }
  if (room >= minSentenceLength) {
    return [`${sentence.slice(0, room - 1).toWellFormed()}…`, link].filter((part) => part !== '');
  }
  return link !== '' && link.length < columns ? [link] : [];
};

type Terminal = Writable & Readonly<{ columns?: number }>;

/**
 * One line for a person, within the width of a terminal as far as the message allows, and coloured if the stream is one.
 * NO_COLOR and FORCE_COLOR decide otherwise: https://nodejs.org/api/util.html#utilstyletextformat-text-options
 */
export const prettyLine =
  (stream: Terminal, now: () => Date) =>
  (entry: LogEntry): string => {
    const styled = (style: Style, text: string) => styleText(style, escapeLine(text), { stream });
    const head = [
      styled('dim', clocks(entry, now())),
      styled(styles[entry.severity], entry.severity.padEnd(severityWidth)),
      escapeLine(entry.message),
    ].join(' ');
    const details = [
      ...fit(detailOf(entry), (stream.columns ?? Infinity) - stripVTControlCharacters(head).length),
      ...fieldsOf(entry),
    ].map((detail) => styled('dim', detail));
    return `${[head, ...details].join(' ')}\n`;
  };
