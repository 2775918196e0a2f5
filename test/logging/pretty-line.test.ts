import { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { prettyLine } from '../../service/logging/pretty-line.ts';

const isColoured = (stream: Writable, settings: Readonly<Record<string, string>>): boolean => {
  const own = process.env;
  process.env = { TERM: 'xterm', ...settings };
  const line = prettyLine(stream)({ severity: 'ERROR', message: 'down', timestamp: new Date(), trace: O.none });
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
