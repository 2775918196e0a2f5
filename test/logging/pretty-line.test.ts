import { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { prettyLine } from '../../service/logging/pretty-line.ts';
import { incident } from '../helpers/rehearsed-events.ts';

const isColoured = (stream: Writable, settings: Readonly<Record<string, string>>): boolean => {
  const own = process.env;
  process.env = { TERM: 'xterm', ...settings };
  const line = prettyLine(
    stream,
    () => new Date(),
  )({ severity: 'ERROR', message: 'down', timestamp: new Date(), trace: O.none });
  process.env = own;
  return line.includes('\u001b[31m');
};

const file = new Writable();
const terminal = Object.assign(new Writable(), {
  isTTY: true,
  getColorDepth: () => WriteStream.prototype.getColorDepth(process.env),
});

test('colours a line for a terminal, unless NO_COLOR is set', (t) => {
  t.true(isColoured(terminal, {}));
  t.false(isColoured(terminal, { NO_COLOR: '1' }));
  t.false(isColoured(terminal, { FORCE_COLOR: '0' }));
});

test('colours no line for a file or a pipe, unless FORCE_COLOR is set', (t) => {
  t.false(isColoured(file, {}));
  t.true(isColoured(file, { FORCE_COLOR: '1' }));
});

const plainTerminal = (columns: number) => Object.assign(new Writable(), { columns });
const linesAt = (now: string, columns = 500) => prettyLine(plainTerminal(columns), () => new Date(now));
const entry = eventEntry(
  { event: incident, violations: [], trace: O.none },
  new Date(Date.parse('2026-03-01T10:00:00.000Z') + 90_000),
);

test('shows the vendor’s time and ours, the newest update’s first sentence and the link', (t) => {
  t.regex(
    linesAt('2026-03-01T12:00:00Z')(entry),
    /^\d\d:00:00 → \d\d:01:30 WARNING .* We are investigating\. https:\/\/stspg\.io\/abc\n$/,
  );
});

test('shows one time where both are the same', (t) => {
  const sameTime = eventEntry({ event: incident, violations: [], trace: O.none }, new Date('2026-03-01T10:00:00.000Z'));
  t.notRegex(linesAt('2026-03-01T12:00:00Z')(sameTime), /^[\d:]+ →/);
});

test('shows the date of what is not of today', (t) => {
  t.regex(linesAt('2026-03-05T12:00:00Z')(entry), /^2026-0[23]-\d\d \d\d:00:00/);
});

test('shortens the sentence to the width of the terminal, then leaves it out', (t) => {
  const whole = linesAt('2026-03-01T12:00:00Z')(entry).trimEnd();
  for (let columns = 1; columns <= whole.length; columns += 1) {
    const line = linesAt('2026-03-01T12:00:00Z', columns)(entry).trimEnd();
    const message = line.indexOf(entry.message) + entry.message.length;
    t.true(line.length <= Math.max(columns, message), `${line.length} characters in ${columns} columns`);
    t.true(line.includes(entry.message));
  }
});
