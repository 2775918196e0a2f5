import type { StatusEvent } from '../domain/status-event.ts';

type Truncated = Readonly<{ updates: number; components: number; texts: number }>;

/** The part of an event that fits into an entry, and counts of what was left out. */
export type TruncatedEvent = Readonly<{ event: unknown; truncated: Truncated }>;

// Leaves room for the message, the labels and the violations in a line of 195 kB.
const maxEventBytes = 180_000;

// Each limit is stricter than the one before. With the last, any event fits.
const firstLimit = { characters: 20_000, components: 1000 };
const stricterLimits = [
  { characters: 2000, components: 1000 },
  { characters: 500, components: 100 },
  { characters: 60, components: 40 },
];

const sizeOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));

const dropOldestUpdates = (event: StatusEvent): Readonly<{ recent: StatusEvent; dropped: number; fits: boolean }> => {
  if (event.kind === 'component') {
    return { recent: event, dropped: 0, fits: sizeOf(event) <= maxEventBytes };
  }
  const { updates } = event;
  let bytes = sizeOf({ ...event, updates: [] });
  let kept = 0;
  for (const update of updates) {
    bytes += sizeOf(update) + (kept > 0 ? 1 : 0);
    if (bytes > maxEventBytes) break;
    kept += 1;
  }
  const recent = updates.slice(0, Math.max(1, kept));
  return {
    recent: { ...event, updates: recent },
    dropped: updates.length - recent.length,
    fits: kept > 0 || bytes <= maxEventBytes,
  };
};

const shorten = (
  event: StatusEvent,
  updates: number,
  limit: typeof firstLimit,
  stricter: typeof stricterLimits,
): TruncatedEvent => {
  let components = 0;
  let texts = 0;
  const shortened = JSON.parse(
    JSON.stringify(event, (_, value: unknown) => {
      if (typeof value === 'string' && value.length > limit.characters) {
        texts += 1;
        return `${value.slice(0, limit.characters).toWellFormed()}…`;
      }
      if (Array.isArray(value) && value.length > limit.components) {
        components += value.length - limit.components;
        return value.slice(0, limit.components) as unknown[];
      }
      return value;
    }),
  ) as object;
  const [next, ...rest] = stricter;
  return next === undefined || sizeOf(shortened) <= maxEventBytes
    ? { event: shortened, truncated: { updates, components, texts } }
    : shorten(event, updates, next, rest);
};

/** Reduces an event's JSON to at most 180 kB: drops the oldest updates first, then shortens the longest texts and lists. */
export const truncateEvent = (event: StatusEvent): TruncatedEvent => {
  const { recent, dropped, fits } = dropOldestUpdates(event);
  return fits
    ? { event: recent, truncated: { updates: dropped, components: 0, texts: 0 } }
    : shorten(recent, dropped, firstLimit, stricterLimits);
};
