import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { UnreadableReason } from '../../../service/domain/page-state.ts';
import type { StatusEvent } from '../../../service/domain/status-event.ts';
import { memoryHistory } from '../../../service/history/memory-history.ts';
import type { ReadHistory } from '../../../service/history/read-history.ts';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import type { ReadPage } from '../../../service/pages/fetching/read-page.ts';
import type { PageReading } from '../../../service/pages/page-reading.ts';
import { poller } from '../../../service/pages/poll.ts';
import { pageProducts } from '../../../service/pages/products/products.ts';
import { announceByBot } from '../../../service/slack/bot/announce-by-bot.ts';
import { decodeDelivery } from '../../../service/statuspage/decode-delivery.ts';
import { announceEverything } from '../../helpers/announce-everything.ts';
import { memorySlack } from './memory-slack.ts';
import { type Action, actions, documentsOf, emptyPage, perform, type Sent, type Snapshot } from './simulated-page.ts';

/** From a share of the life on, for so long. */
type Spell = Readonly<{ permille: number; minutes: number }>;

type Life = Readonly<{
  actions: ReadonlyArray<Action>;
  pollMinutes: number;
  maxLagInSeconds: number;
  /** The poller stops after so many writes of a pass; where it is killed it also forgets. */
  pollerStops: ReadonlyArray<Spell & Readonly<{ writes: number; isKilled: boolean }>>;
  receiverStops: ReadonlyArray<Spell>;
  pageTroubles: ReadonlyArray<Spell & Readonly<{ trouble: UnreadableReason | 'stale' }>>;
}>;

const minutes = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 5, max: 300 }),
  fc.integer({ min: 1000, max: 7000 }),
);
const permille = fc.nat(1000);

const lifeOf = (troubledPercent: number): fc.Arbitrary<Life> =>
  fc.record({
    actions: actions(troubledPercent),
    pollMinutes: fc.constantFrom(5, 10, 15),
    maxLagInSeconds: fc.constantFrom(0, 20, 300),
    pollerStops: fc.array(fc.record({ permille, minutes, writes: fc.nat(5), isKilled: fc.boolean() }), {
      maxLength: 8,
    }),
    receiverStops:
      troubledPercent === 0 ? fc.constant([]) : fc.array(fc.record({ permille, minutes }), { maxLength: 3 }),
    pageTroubles: fc.array(
      fc.record({
        permille,
        minutes: fc.integer({ min: 5, max: 59 }),
        trouble: fc.constantFrom('stale', 'blocked', 'timeout', 'server_error'),
      }),
      { maxLength: 6 },
    ),
  });

/** Lives of a page of which all webhooks come, some, or none. */
export const lives: fc.Arbitrary<Life> = fc.constantFrom(0, 20, 20, 60, 100).chain(lifeOf);

/** `instance` counts the starts of the poller. */
export type Written = Readonly<{
  entry: LogEntry;
  at: number;
  visibleAt: number;
  by: 'webhook' | 'poll';
  instance: number;
}>;

type Received = Readonly<{ sent: Sent; at: number; event: StatusEvent }>;

/** A pass that read the page and wrote all that it found; `written` is how many entries there were then. */
type WholePass = Readonly<{ at: number; reading: PageReading; written: number }>;

export type Outcome = Readonly<{
  start: number;
  end: number;
  snapshots: ReadonlyArray<Readonly<{ at: number; snapshot: Snapshot }>>;
  sent: ReadonlyArray<Sent>;
  received: ReadonlyArray<Received>;
  written: ReadonlyArray<Written>;
  passes: ReadonlyArray<WholePass>;
  /** The times of all passes, whole or not. */
  passTimes: ReadonlyArray<number>;
  /** How often the poller was stopped. */
  stops: number;
  messages: ReturnType<typeof memorySlack>['messages'];
}>;

const origin = 'https://status.example.com';
const address = { origin, name: O.none, minMinutes: O.none };
const millisecondsPerMinute = 60_000;
const quietMinutes = 13 * 60;
const maxCacheAgeInSeconds = 30;
// More than what a pass looks back at, and less than what is written, so that the history has to forget.
const maxHistoryBytes = 2 * 1024 * 1024;
const stopped = { _tag: 'Stopped' } as const;

const isWithin =
  (start: number, length: number, now: number) =>
  (spell: Spell): boolean => {
    const from = start + (length * spell.permille) / 1000;
    return now >= from && now < from + spell.minutes * millisecondsPerMinute;
  };

// The same for the same number, and spread evenly.
const scattered = (number: number, below: number): number => (number * 7919) % below;

const historyOfPage = (life: Life, start: number) => {
  const snapshots = [{ at: start, snapshot: emptyPage(start) }];
  const sent: Sent[] = [];
  let at = start;
  for (const action of life.actions) {
    at += action.seconds * 1000;
    const done = perform(snapshots.at(-1)?.snapshot ?? emptyPage(start), action, at);
    snapshots.push({ at, snapshot: done.snapshot });
    sent.push(...done.sent);
  }
  return { snapshots, sent, end: at };
};

/** Lets a page, a receiver and a poller live through it, with a clock of their own. */
export const live = async (life: Life): Promise<Outcome> => {
  const start = Date.parse('2026-05-04T00:00:00Z');
  const { snapshots, sent, end: lastAction } = historyOfPage(life, start);
  const length = lastAction - start;
  const end = lastAction + quietMinutes * millisecondsPerMinute;
  let now = start;
  const clock = (): Date => new Date(now);

  let instance = 0;
  const written: Written[] = [];
  const history = memoryHistory(maxHistoryBytes);
  let invisible: Written[] = [];
  const readHistory: ReadHistory = (query) => async () => {
    for (const { entry } of invisible.filter(({ visibleAt }) => visibleAt <= now)) await history.append(entry)();
    invisible = invisible.filter(({ visibleAt }) => visibleAt > now);
    return history.read(query)();
  };
  const write = (entry: LogEntry, by: Written['by']): void => {
    const lag = scattered(written.length, life.maxLagInSeconds + 1) * 1000;
    const it = { entry, at: now, visibleAt: now + lag, by, instance };
    written.push(it);
    invisible.push(it);
  };

  const { slack, messages } = memorySlack(clock);
  const announceTo = announceByBot({ slack, now: clock })(announceEverything, {
    routes: new Map(),
    otherwise: O.some('C0STATUS'),
  });
  const announce = (event: StatusEvent): T.Task<void> => T.asUnit(announceTo(event));

  const received: Received[] = [];
  const receive = async (delivery: Sent): Promise<void> => {
    const decoded = decodeDelivery(new Map())(Buffer.from(JSON.stringify(delivery.body)), { by: 'token' });
    if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left));
    const { value: event, violations } = decoded.right;
    write(eventEntry({ event, violations, trace: O.none }, clock()), 'webhook');
    received.push({ sent: delivery, at: now, event });
    await announce(event)();
  };

  const snapshotAt = (time: number): Snapshot =>
    snapshots.findLast(({ at }) => at <= time)?.snapshot ?? emptyPage(start);
  const readings = new Map<string, PageReading>();
  const readingAt = (ages: ReadonlyArray<number>, isFresh: boolean): PageReading => {
    const taken = ages.map((age) => snapshotAt(now - age * 1000));
    const key = JSON.stringify([...taken.map((it) => snapshots.findIndex(({ snapshot }) => snapshot === it)), isFresh]);
    const known = readings.get(key);
    if (known !== undefined) return known;
    const [summary, incidents, maintenances] = taken;
    const [product] = pageProducts;
    if (summary === undefined || incidents === undefined || maintenances === undefined || product === undefined) {
      throw new Error('nothing to read');
    }
    const content = product.decode(documentsOf({ summary, incidents, maintenances }), {
      origin,
      readAt: new Date(now),
      providerOf: (_, name) => name,
    });
    if (E.isLeft(content)) throw new Error(content.left.join());
    const reading = {
      ...content.right,
      origin,
      provider: 'Example',
      product: 'Statuspage',
      isFresh,
      isUnchanged: false,
    };
    readings.set(key, reading);
    return reading;
  };

  const passTimes: number[] = [];
  const readPage: ReadPage = () =>
    TE.fromIOEither(() => {
      const spell = life.pageTroubles.find(isWithin(start, length, now));
      if (spell !== undefined && spell.trouble !== 'stale') {
        return E.left({ reason: spell.trouble, retryAfterInSeconds: O.none });
      }
      const ages = [0, 1, 2].map((document) => scattered(passTimes.length * 3 + document, maxCacheAgeInSeconds + 1));
      if (spell === undefined) return E.right(readingAt(ages, true));
      const age = (now - (start + (length * spell.permille) / 1000)) / 1000;
      return E.right(readingAt([age, age, age], age <= 60));
    });

  let writesLeft = Infinity;
  const readingOfPass: PageReading[] = [];
  const startPoller = () =>
    poller({
      readPage: (...asked) =>
        pipe(
          readPage(...asked),
          TE.map((reading) => {
            readingOfPass.push(reading);
            return reading;
          }),
        ),
      readHistory,
      record: (entry) =>
        TE.fromIOEither(() => {
          writesLeft -= 1;
          if (writesLeft < 0) return E.left(stopped);
          write(entry, 'poll');
          return E.right(undefined);
        }),
      announce,
      isHistoryDurable: true,
      now: clock,
      deadline: () => new AbortController().signal,
    });
  let poll = startPoller();

  const passes: WholePass[] = [];
  const stops = life.pollerStops.toSorted((left, right) => left.permille - right.permille);
  // Returns when the next pass is.
  const pass = async (): Promise<number> => {
    passTimes.push(now);
    readingOfPass.length = 0;
    const isStopped = now <= lastAction && now >= start + (length * (stops[0]?.permille ?? Infinity)) / 1000;
    const stop = isStopped ? stops.shift() : undefined;
    writesLeft = stop?.writes ?? Infinity;
    const result = await poll([address])();
    const reading = readingOfPass.pop();
    if (E.isRight(result) && reading !== undefined) passes.push({ at: now, reading, written: written.length });
    if (stop?.isKilled === true) {
      instance += 1;
      poll = startPoller();
    }
    const next = now + Math.max(1, stop?.minutes ?? life.pollMinutes) * millisecondsPerMinute;
    return now < lastAction ? Math.min(next, lastAction + millisecondsPerMinute) : next;
  };

  const deliveries = sent
    .flatMap((it) => it.fate.map((seconds) => ({ sent: it, at: it.at + seconds * 1000 })))
    .filter(({ at }) => at <= end && !life.receiverStops.some(isWithin(start, length, at)))
    .toSorted((left, right) => left.at - right.at);
  let nextPass = start;
  while (nextPass <= end || deliveries.length > 0) {
    const [delivery] = deliveries;
    if (delivery !== undefined && delivery.at <= nextPass) {
      deliveries.shift();
      now = delivery.at;
      await receive(delivery.sent);
    } else {
      now = nextPass;
      nextPass = await pass();
    }
  }
  return {
    start,
    end,
    snapshots,
    sent,
    received,
    written,
    passes,
    passTimes,
    stops: life.pollerStops.length - stops.length,
    messages,
  };
};
