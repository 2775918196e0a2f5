import type { UnreadableReason } from '../domain/page-state.ts';
import type { RecordedPageState } from '../history/recorded.ts';
import type { OriginRecord } from './board.ts';
import { latest, latestUntil, type Moment } from './time.ts';

/** What reading a page at its address tells of it; times in milliseconds since 1970. */
export type PageReading = Readonly<{
  origin: string;
  intervalMinutes: number;
  /** When it was last read before the time of the view, and of all that is known. */
  readAt: number | undefined;
  knownReadAt: number | undefined;
  /** When it was last asked, whether or not that told anything. */
  knownAskedAt: number | undefined;
  firstReadAt: number | undefined;
  unreadable: Readonly<{ reason: UnreadableReason | undefined; since: number }> | undefined;
  /** Those that are known, oldest first. */
  states: ReadonlyArray<RecordedPageState>;
}>;

const millisecondsPerMinute = 60 * 1000;
const intervalsUntilUnknown = 3;

export const noRecord: OriginRecord = { reads: [], failures: [], states: [] };

export const pageReading = (
  origin: string,
  intervalMinutes: number,
  { reads, failures, states }: OriginRecord,
  { at, knownBy }: Moment,
): PageReading => {
  const known = Math.min(at, knownBy);
  const readAt = latestUntil(reads, known);
  const failed = failures.map((failure) => failure.at);
  const since = failed.find((time) => time > (readAt ?? Number.NEGATIVE_INFINITY));
  const last = failures.findLast((failure) => failure.at <= known);
  return {
    origin,
    intervalMinutes,
    readAt,
    knownReadAt: latestUntil(reads, knownBy),
    knownAskedAt: latest([latestUntil(reads, knownBy), latestUntil(failed, knownBy)]),
    firstReadAt: latestUntil(reads.slice(0, 1), knownBy),
    unreadable: last === undefined || since === undefined || since > known ? undefined : { reason: last.reason, since },
    states: states.filter(({ recordedAt }) => recordedAt.getTime() <= knownBy),
  };
};

/** Whether it was not read for three intervals, so that nobody knows what it says. A later reading tells of the time before. */
export const isUnread = ({ knownReadAt, intervalMinutes }: PageReading, at: number): boolean =>
  knownReadAt === undefined || at - knownReadAt > intervalsUntilUnknown * intervalMinutes * millisecondsPerMinute;
