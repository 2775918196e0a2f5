import * as O from 'fp-ts/lib/Option.js';
import type { PolledPage } from '../domain/poll-pass.ts';
import type { Recorded } from '../history/recorded.ts';
import type { PageAddress } from './page-address.ts';

export type Asked = Readonly<{ page: PolledPage; at: Date }>;

// Five-minute polls got one vendor's page a CAPTCHA, which fifteen did not.
const minMinutesAfterChallenge = 15;
const challenges: ReadonlySet<PolledPage['reason']> = new Set(['blocked', 'not_json']);

// A scheduler is not exact.
const toleranceInMilliseconds = 30 * 1000;
const millisecondsPerMinute = 60 * 1000;

/** When each page was last asked, by its origin, and what came of it. */
export const lastAsked = (history: ReadonlyArray<Recorded>): ReadonlyMap<string, Asked> => {
  const byOrigin = new Map<string, Asked>();
  for (const recorded of history) {
    if (recorded._tag !== 'Pass') continue;
    const at = recorded.recordedAt;
    for (const page of recorded.pass.pages) {
      const other = byOrigin.get(page.origin);
      const isNewest = other === undefined || other.at < at;
      if (isNewest && page.outcome !== 'skipped') byOrigin.set(page.origin, { page, at });
    }
  }
  return byOrigin;
};

/** Whether a page may be asked: not before its own interval is over, nor before the time that it named. */
export const isDue = ({ origin, minMinutes }: PageAddress, asked: ReadonlyMap<string, Asked>, now: Date): boolean => {
  const last = asked.get(origin);
  if (last === undefined) return true;
  const { reason, retryAt } = last.page;
  const ownMinutes = O.getOrElse(() => 0)(minMinutes);
  const minutes = challenges.has(reason) ? Math.max(ownMinutes, minMinutesAfterChallenge) : ownMinutes;
  const elapsed = now.getTime() - last.at.getTime() + toleranceInMilliseconds;
  return elapsed >= minutes * millisecondsPerMinute && (retryAt === undefined || now >= new Date(retryAt));
};
