import * as O from 'fp-ts/lib/Option.js';

const intervalInMilliseconds = 60_000;

/**
 * Tells the first failure for a reason from its repetitions, of which one a minute is due to be logged. Returns how many were
 * not logged before it if it is due, else none.
 */
export const countRepetitions = (now: () => Date): ((reason: string) => O.Option<number>) => {
  const byReason = new Map<string, Readonly<{ loggedAt: number; unlogged: number }>>();
  return (reason) => {
    const time = now().getTime();
    const last = byReason.get(reason);
    const isDue = last === undefined || time - last.loggedAt >= intervalInMilliseconds;
    byReason.set(reason, isDue ? { loggedAt: time, unlogged: 0 } : { ...last, unlogged: last.unlogged + 1 });
    return isDue ? O.some(last?.unlogged ?? 0) : O.none;
  };
};
