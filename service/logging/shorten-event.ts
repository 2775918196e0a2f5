import type { StatusEvent } from '../domain/status-event.ts';

type Truncated = Readonly<{ updates: number; components: number; texts: number }>;

/** `event` is what an entry holds of an event; `truncated` counts what had to be left out, if anything. */
export type Shortened = Readonly<{ event: unknown; truncated: Truncated | undefined }>;

// Leaves room below 200 kB for the message, the labels and the violations.
const mostBytes = 150_000;

// The longest texts go first; what the last pair leaves fits whatever was sent.
const cuts = [
  { characters: 20_000, components: 1000 },
  { characters: 2000, components: 1000 },
  { characters: 500, components: 100 },
  { characters: 60, components: 40 },
];

const sizeOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));

const dropOldestUpdates = (event: StatusEvent): Readonly<{ event: StatusEvent; dropped: number }> => {
  if (event.kind === 'component') {
    return { event, dropped: 0 };
  }
  let bytes = sizeOf({ ...event, updates: [] });
  const firstTooMuch = event.updates.findIndex((update) => (bytes += sizeOf(update) + 1) > mostBytes);
  const updates = firstTooMuch === -1 ? event.updates : event.updates.slice(0, Math.max(1, firstTooMuch));
  return { event: { ...event, updates }, dropped: event.updates.length - updates.length };
};

const cut = (event: StatusEvent, updates: number, [limit, ...stricter]: typeof cuts): Shortened => {
  if (limit === undefined || sizeOf(event) <= mostBytes) {
    return { event, truncated: { updates, components: 0, texts: 0 } };
  }
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
  return sizeOf(shortened) <= mostBytes || stricter.length === 0
    ? { event: shortened, truncated: { updates, components, texts } }
    : cut(event, updates, stricter);
};

// A character has at most three bytes in JSON, since no control character is left in an event's texts.
const bytesOfCharacter = 3;
const bytesOfName = 25;

// An upper bound of the size, which is found in half the time.
const bytesAtMost = (value: unknown): number =>
  typeof value === 'string'
    ? value.length * bytesOfCharacter
    : typeof value === 'object' && value !== null
      ? Object.values(value).reduce<number>((sum, inner) => sum + bytesOfName + bytesAtMost(inner), 0)
      : 0;

/** Keeps an event's JSON below 150 kB: the oldest updates go first, then what is longest of the texts and lists. */
export const shortenEvent = (event: StatusEvent): Shortened => {
  if (bytesAtMost(event) <= mostBytes || sizeOf(event) <= mostBytes) {
    return { event, truncated: undefined };
  }
  const { event: recent, dropped } = dropOldestUpdates(event);
  return cut(recent, dropped, cuts);
};
