import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { PolledPage } from '../domain/poll-pass.ts';
import type { Recorded } from '../history/recorded.ts';
import type { PageAddress } from './page-address.ts';

type Asked = Readonly<{ page: PolledPage; at: Date }>;

// Five-minute polls got one vendor's page a CAPTCHA, which fifteen did not.
const minMinutesAfterChallenge = 15;
const challenges: ReadonlySet<PolledPage['reason']> = new Set(['blocked', 'not_json']);

// A scheduler is not exact.
const toleranceInMilliseconds = 30 * 1000;
const millisecondsPerMinute = 60 * 1000;

/** When a page was last asked, and what came of it. */
export const lastAsked = (history: ReadonlyArray<Recorded>, origin: string): O.Option<Asked> =>
  O.fromNullable(
    history.reduce<Asked | undefined>((newest, it) => {
      const page = it._tag === 'Pass' ? it.pass.pages.find((polled) => polled.origin === origin) : undefined;
      return page === undefined || page.outcome === 'skipped' || (newest !== undefined && newest.at >= it.recordedAt)
        ? newest
        : { page, at: it.recordedAt };
    }, undefined),
  );

/** Whether a page may be asked: not before its own interval is over, nor before the time that it named. */
export const isDue = ({ origin, minMinutes }: PageAddress, history: ReadonlyArray<Recorded>, now: Date): boolean =>
  pipe(
    lastAsked(history, origin),
    O.match(
      () => true,
      ({ page: { reason, retryAt }, at }) => {
        const minutes = Math.max(
          pipe(
            minMinutes,
            O.getOrElse(() => 0),
          ),
          challenges.has(reason) ? minMinutesAfterChallenge : 0,
        );
        const elapsed = now.getTime() - at.getTime() + toleranceInMilliseconds;
        return elapsed >= minutes * millisecondsPerMinute && (retryAt === undefined || now >= new Date(retryAt));
      },
    ),
  );
