import type { IO } from 'fp-ts/lib/IO.js';
import * as T from 'fp-ts/lib/Task.js';
import type { LogEntry } from '../../logging/log-entry.ts';
import { reasonOf, type Refusal, refusalEntry } from './refusal-entry.ts';

type Dependencies = Readonly<{ now: () => Date; write: (entry: LogEntry) => T.Task<unknown> }>;

type Sampled = Readonly<{
  report: (refusal: Refusal, clientAddress: string | undefined) => T.Task<void>;
  /** Writes what no entry has counted yet, and waits for none, as the reader of the log may have stalled. */
  writePending: IO<void>;
}>;

type LeftOut = Readonly<{ count: number; refusal: Refusal; clientAddress: string | undefined }>;

const maxPerMinute = 100;
const minuteInMilliseconds = 60_000;
const secondInMilliseconds = 1000;

/**
 * Writes the first 100 refusals of a minute, and of the others at most one a second for each reason, which counts those that
 * were left out before it: a flood costs little, and no refusal goes uncounted.
 */
export const sampleRefusals = ({ now, write }: Dependencies): Sampled => {
  const leftOut = new Map<string, LeftOut>();
  const lastWritten = new Map<string, number>();
  let minute = 0;
  let refusalsInMinute = 0;

  const writeCounted = ({ count, refusal, clientAddress }: LeftOut): T.Task<unknown> =>
    write(refusalEntry(refusal, count, clientAddress, now()));

  const isWritten = (reason: string): boolean => {
    const time = now().getTime();
    const currentMinute = Math.floor(time / minuteInMilliseconds);
    if (currentMinute !== minute) {
      minute = currentMinute;
      refusalsInMinute = 0;
    }
    refusalsInMinute += 1;
    const sinceLast = Math.abs(time - (lastWritten.get(reason) ?? 0));
    if (refusalsInMinute > maxPerMinute && sinceLast < secondInMilliseconds) return false;
    lastWritten.set(reason, time);
    return true;
  };

  const report: Sampled['report'] = (refusal, clientAddress) => () => {
    const reason = reasonOf(refusal);
    const counted = { count: (leftOut.get(reason)?.count ?? 0) + 1, refusal, clientAddress };
    if (isWritten(reason)) {
      leftOut.delete(reason);
      return T.asUnit(writeCounted(counted))();
    }
    leftOut.set(reason, counted);
    return Promise.resolve();
  };

  const writePending: IO<void> = () => {
    for (const pending of leftOut.values()) void writeCounted(pending)();
    leftOut.clear();
  };

  return { report, writePending };
};
