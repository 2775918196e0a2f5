import { occurredAt } from '../domain/event-times.ts';
import { pageKey } from '../domain/page-key.ts';
import type { HistoryQuery } from './read-history.ts';
import type { Recorded } from './recorded.ts';

export type BoundedEntries = Readonly<{
  add: (recorded: Recorded, bytes: number) => void;
  read: (query: HistoryQuery) => ReadonlyArray<Recorded>;
  /** The bytes of all entries as JSON. */
  bytes: () => number;
}>;

type Kept = Readonly<{ recorded: Recorded; bytes: number; latestTime: number }>;

// Room for more is made at once, so that not every new entry looks through all of them.
const shareKept = 0.9;

const seriesOf = (recorded: Recorded): string | undefined => {
  switch (recorded._tag) {
    case 'Event':
      return recorded.event.kind === 'component'
        ? undefined
        : JSON.stringify(['incident', recorded.via, pageKey(recorded.event), recorded.event.incident.id]);
    case 'PageState':
      return JSON.stringify(['page', recorded.state.origin]);
    case 'Pass':
      return 'pass';
    case 'Problem':
      return undefined;
  }
};

const ageKey = (recorded: Recorded): string =>
  (recorded._tag === 'Event' ? occurredAt(recorded.event) : undefined) ?? recorded.timestamp.toISOString();

const newestOf = (entries: ReadonlyArray<Kept>): ReadonlySet<Recorded> => {
  const newest = new Map<string, Recorded>();
  for (const { recorded } of entries) {
    const series = seriesOf(recorded);
    if (series === undefined) continue;
    const other = newest.get(series);
    if (other === undefined || ageKey(other) <= ageKey(recorded)) newest.set(series, recorded);
  }
  return new Set(newest.values());
};

/**
 * Keeps entries of at most so many bytes. What a newer entry holds as well goes first, which is an incident's older
 * versions: the newest has all updates; then the oldest.
 */
export const boundedEntries = (maxBytes: number): BoundedEntries => {
  let entries: Kept[] = [];
  let bytes = 0;

  const drop = (isDroppable: (recorded: Recorded) => boolean): void => {
    const target = maxBytes * shareKept;
    entries = entries.filter((kept) => {
      if (bytes <= target || !isDroppable(kept.recorded)) return true;
      bytes -= kept.bytes;
      return false;
    });
  };

  return {
    add: (recorded, size) => {
      const latestTime = Math.max(recorded.timestamp.getTime(), recorded.recordedAt.getTime());
      entries.push({ recorded, bytes: size, latestTime });
      bytes += size;
      if (bytes <= maxBytes) return;
      const newest = newestOf(entries);
      drop((it) => seriesOf(it) !== undefined && !newest.has(it));
      drop(() => true);
    },
    read: ({ since }) => {
      const sinceTime = since.getTime();
      return entries.filter(({ latestTime }) => latestTime >= sinceTime).map(({ recorded }) => recorded);
    },
    bytes: () => bytes,
  };
};
