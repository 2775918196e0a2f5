import { hash } from 'node:crypto';
import * as O from 'fp-ts/lib/Option.js';
import type { PollPass } from '../domain/poll-pass.ts';
import type { LogEntry } from './log-entry.ts';

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, number) => total + number, 0);

const describe = ({ pages }: PollPass): string => {
  const read = pages.filter(({ outcome }) => outcome === 'read' || outcome === 'unchanged').length;
  const unreadable = pages.filter(({ outcome }) => outcome === 'unreadable').length;
  const recorded = sum(pages.map((page) => page.recorded));
  return `Polled ${pages.length} pages: ${read} read, ${unreadable} unreadable, ${recorded} new entries`;
};

/** The entry of one pass over all pages. */
export const pollPassEntry = (pass: PollPass, at: Date): LogEntry => ({
  severity: 'INFO',
  message: describe(pass),
  timestamp: at,
  insertId: hash('sha256', JSON.stringify(['pass', at.getTime(), pass]), 'base64url'),
  labels: { via: 'poll' },
  trace: O.none,
  payload: { pass },
});
