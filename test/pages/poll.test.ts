import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { historyUnavailable, type ReadHistory } from '../../service/history/read-history.ts';
import type { Recorded } from '../../service/history/recorded.ts';
import { eventEntry } from '../../service/logging/event-entry.ts';
import type { LogEntry } from '../../service/logging/log-entry.ts';
import { fetchDocument, type FetchFailed } from '../../service/pages/fetching/fetch-document.ts';
import { type ReadPage, readPage } from '../../service/pages/fetching/read-page.ts';
import type { PageReading } from '../../service/pages/page-reading.ts';
import { poller } from '../../service/pages/poll.ts';
import { pageProducts } from '../../service/pages/products/products.ts';
import { shouldNotBeCalled } from '../helpers/should-not-be-called.ts';
import { fakePage } from './helpers/fake-page.ts';
import { paths, statuspageDocuments } from './helpers/page-documents.ts';
import { aComponent, anIncident, anUpdate, aReading, hours, minutesAfter, noon, readBack } from './helpers/readings.ts';

const writeFailed = { _tag: 'WriteFailed' } as const;
const quiet = aReading();
const addressOf = (origin: string) => ({ origin, name: O.none, minMinutes: O.none });
const address = addressOf(quiet.origin);

/** A log that entries can be read back from, and the pollers that write to it, one after another. */
const machine = (isHistoryDurable = true) => {
  const history: Recorded[] = [];
  const entries: LogEntry[] = [];
  const announced: StatusEvent[] = [];
  const state = { now: noon, writesLeft: Infinity, isOutOfTime: false };
  const readHistory: ReadHistory = ({ since }) =>
    TE.fromIO(() => history.filter(({ timestamp, recordedAt }) => timestamp >= since || recordedAt >= since));
  const record = (entry: LogEntry): TE.TaskEither<typeof writeFailed, void> =>
    pipe(
      TE.fromIO(() => state.writesLeft--),
      TE.filterOrElse(
        (left) => left > 0,
        () => writeFailed,
      ),
      TE.map(() => {
        entries.push(entry);
        history.push(readBack(entry, state.now));
      }),
    );
  const start = (read: ReadPage, from: ReadHistory = readHistory) =>
    poller({
      readPage: read,
      readHistory: from,
      record,
      announce: (event) => T.fromIO(() => void announced.push(event)),
      isHistoryDurable,
      now: () => state.now,
      deadline: () => (state.isOutOfTime ? AbortSignal.abort() : new AbortController().signal),
    });
  return { history, entries, announced, state, start };
};

const says =
  (reading: PageReading): ReadPage =>
  () =>
    TE.right(reading);
const fails =
  (failure: FetchFailed): ReadPage =>
  () =>
    TE.left(failure);

const eventsOf = (history: ReadonlyArray<Recorded>) => history.flatMap((it) => (it._tag === 'Event' ? [it] : []));

test('reads pages, records what is new and what the pass came to', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const gone = await fakePage(t);
  const { start, state, history, entries, announced } = machine();
  state.now = new Date('2026-05-04T10:00:00Z');
  const read = readPage({
    fetchDocument: fetchDocument({ userAgent: 'test', onlyPublic: false, pause: () => T.of(undefined) }),
    products: pageProducts,
    pages: new Map(),
    now: () => new Date('2026-05-04T10:00:00Z'),
  });
  const poll = start(read);
  const addresses = [page, gone].map(({ origin }) => addressOf(origin));
  const unreadable = { origin: gone.origin, outcome: 'unreadable', reason: 'not_found' };
  t.like(await poll(addresses)(), {
    right: {
      pages: [
        { origin: page.origin, outcome: 'read', found: 2, recorded: 3 },
        { ...unreadable, recorded: 1 },
      ],
    },
  });
  t.deepEqual(
    entries.map(({ labels }) => [labels?.['kind'], labels?.['via'], labels?.['provider']]),
    [
      ['maintenance', 'poll', 'Example'],
      ['incident', 'poll', 'Example'],
      ['page', 'poll', 'Example'],
      ['page', 'poll', '127.0.0.1'],
      [undefined, 'poll', undefined],
    ],
  );
  t.is(announced.length, 2);

  state.now = new Date('2026-05-04T10:05:00Z');
  t.like(await poll(addresses)(), {
    right: {
      pages: [
        { outcome: 'unchanged', found: 0, recorded: 0 },
        { ...unreadable, recorded: 0 },
      ],
    },
  });
  page.documents.set(paths.incidents, { ...statuspageDocuments[paths.incidents], incidents: [] });
  page.documents.set(paths.summary, { ...statuspageDocuments[paths.summary], incidents: [] });
  for (const minute of ['10', '15']) {
    state.now = new Date(`2026-05-04T10:${minute}:00Z`);
    await poll(addresses)();
  }
  t.like(eventsOf(history).at(-1)?.event, { incident: { id: 'm8cz2r5jw9pf', status: 'withdrawn' } });
  t.is(announced.length, 3);
});

test('announces once what is open at first sight, and never what it records as history', async (t) => {
  const over = anIncident('old', anUpdate('o1', 'resolved', -600));
  const open = anIncident('a', anUpdate('a1', 'investigating', -60));
  for (const [isDurable, expected] of [
    [true, ['a']],
    [false, []],
  ] as const) {
    const { start, state, announced, history } = machine(isDurable);
    const reading = aReading({ incidents: [over, open] });
    await start(says(reading))([address])();
    state.now = minutesAfter(5);
    await start(says(reading))([address])();
    t.is(eventsOf(history).length, 2);
    t.deepEqual(
      announced.map((event) => event.kind !== 'component' && event.incident.id),
      expected,
    );
  }
});

test('leaves a page alone for a quarter of an hour that blocked it', async (t) => {
  const { start, state } = machine();
  await start(fails({ reason: 'blocked', retryAfterInSeconds: O.none }))([address])();
  state.now = minutesAfter(10);
  t.like(await start(shouldNotBeCalled)([address])(), { right: { pages: [{ outcome: 'skipped' }] } });
});

test('does not ask a page before the time that it named', async (t) => {
  const { start, state } = machine();
  const limited = fails({ reason: 'rate_limited', retryAfterInSeconds: O.some(600) });
  t.like(await start(limited)([address])(), { right: { pages: [{ retryAt: minutesAfter(10).toISOString() }] } });
  state.now = minutesAfter(5);
  t.like(await start(shouldNotBeCalled)([address])(), { right: { pages: [{ outcome: 'skipped' }] } });
  state.now = minutesAfter(10);
  t.like(await start(says(quiet))([address])(), { right: { pages: [{ outcome: 'read' }] } });
});

test('skips the pages for which a pass has no time left', async (t) => {
  const { start, state } = machine();
  state.isOutOfTime = true;
  t.like(await start(shouldNotBeCalled)([address])(), { right: { pages: [{ outcome: 'skipped' }] } });
});

test('records nothing where the history cannot be read', async (t) => {
  const { start, entries } = machine();
  const failure = historyUnavailable('not now');
  t.deepEqual(await start(says(quiet), () => TE.left(failure))([address])(), E.left(failure));
  t.deepEqual(entries, []);
});

test('gives a call during a pass that pass', async (t) => {
  const { start, entries } = machine();
  const poll = start(says(quiet));
  const [first, second] = await Promise.all([poll([address])(), poll([address])()]);
  t.is(first, second);
  t.is(entries.length, 2);
});

test('reads further back only where the last state of a page is old', async (t) => {
  const { start, state, history } = machine();
  const queries: Date[] = [];
  const read: ReadHistory = ({ since }) =>
    TE.fromIO(() => {
      queries.push(since);
      return history.filter(({ recordedAt }) => recordedAt >= since);
    });
  const poll = start(says(quiet), read);
  await poll([address])();
  t.is(queries.length, 2);
  state.now = minutesAfter(hours(5));
  await poll([address])();
  t.is(queries.length, 3);
  state.now = minutesAfter(hours(24 * 4));
  await start(says(quiet), read)([address])();
  t.deepEqual(queries.slice(3), [minutesAfter(hours(24 * 4 - 26)), minutesAfter(hours(24 * 4 - 30 * 24 - 2))]);
});

test('remembers what it recorded while the log does not show it yet', async (t) => {
  const { start, state, entries } = machine();
  const lagging: ReadHistory = () => TE.right([]);
  const poll = start(says(aReading({ incidents: [anIncident('a', anUpdate('a1', 'investigating', -60))] })), lagging);
  await poll([address])();
  const count = entries.length;
  state.now = minutesAfter(5);
  await poll([address])();
  t.is(entries.length, count + 1);
});

const statuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
const componentStatuses = ['operational', 'degraded_performance', 'major_outage'] as const;

type Change =
  | Readonly<{ _tag: 'Update'; incident: number; status: (typeof statuses)[number]; minutesAgo: number }>
  | Readonly<{ _tag: 'Edit'; incident: number }>
  | Readonly<{ _tag: 'Rewrite' }>
  | Readonly<{ _tag: 'Delete'; incident: number }>
  | Readonly<{ _tag: 'Component'; component: number; status: (typeof componentStatuses)[number]; isDated: boolean }>;

const index = fc.integer({ min: 0, max: 3 });
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      _tag: fc.constant('Update'),
      incident: index,
      status: fc.constantFrom(...statuses),
      minutesAgo: fc.constantFrom(0, 3, 200),
    }),
  },
  { weight: 2, arbitrary: fc.record({ _tag: fc.constant('Edit'), incident: index }) },
  { weight: 1, arbitrary: fc.constant({ _tag: 'Rewrite' } as const) },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant('Delete'), incident: index }) },
  {
    weight: 4,
    arbitrary: fc.record({
      _tag: fc.constant('Component'),
      component: index,
      status: fc.constantFrom(...componentStatuses),
      isDated: fc.boolean(),
    }),
  },
);

const applied = (reading: PageReading, it: Change, minute: number): PageReading => {
  switch (it._tag) {
    case 'Update': {
      const id = `i${it.incident}`;
      const other = reading.incidents.find(({ incident }) => incident.id === id);
      const update = anUpdate(`${id}-${minute}`, it.status, minute - it.minutesAgo, {
        createdAt: minutesAfter(minute).toISOString(),
      });
      const incidents = reading.incidents.filter((event) => event !== other);
      return { ...reading, incidents: [anIncident(id, update, ...(other?.updates ?? [])), ...incidents] };
    }
    case 'Edit':
      return {
        ...reading,
        incidents: reading.incidents.map((event, at) => {
          const [newest, ...older] = event.updates;
          return at !== it.incident || newest === undefined
            ? event
            : anIncident(event.incident.id, { ...newest, updatedAt: minutesAfter(minute).toISOString() }, ...older);
        }),
      };
    case 'Rewrite':
      return {
        ...reading,
        incidents: reading.incidents.map((event) => ({
          ...event,
          incident: { ...event.incident, updatedAt: minutesAfter(minute).toISOString() },
        })),
      };
    case 'Delete':
      return { ...reading, incidents: reading.incidents.filter((_, at) => at !== it.incident) };
    case 'Component':
      return {
        ...reading,
        components: reading.components.map((component, at) =>
          at !== it.component || component.status === it.status
            ? component
            : aComponent(component.id, it.status, it.isDated ? minute : undefined),
        ),
      };
  }
};

const firstReading = aReading({
  components: [0, 1, 2, 3].map((id) => aComponent(`c${id}`, 'operational')),
  incidents: [anIncident('i0', anUpdate('i0-0', 'investigating', -400))],
});

// Each step: what the page changes, then a pass 5 minutes later, in which the process is killed after so many writes.
const course = fc.array(fc.tuple(fc.array(change, { maxLength: 3 }), fc.oneof(fc.constant(Infinity), fc.nat(4))), {
  minLength: 1,
  maxLength: 25,
});

const versionsOf = ({ incidents }: PageReading): ReadonlyArray<string> =>
  incidents.map((event) => eventEntry({ event, violations: [], trace: O.none }, noon).insertId ?? '');

/** The status of each component by the first state and the changes since, each of which says what it changed. */
const statusesOf = (history: ReadonlyArray<Recorded>): ReadonlyMap<string, string> => {
  const first = history.find((it) => it._tag === 'PageState');
  const known = new Map(
    first?._tag === 'PageState' ? first.state.components.map(({ id, status }) => [id, status]) : [],
  );
  for (const { event } of eventsOf(history)) {
    if (event.kind !== 'component') continue;
    const { id, oldStatus, newStatus } = event.component;
    if (oldStatus !== (known.get(id) ?? 'operational')) throw new Error(`${id} was not ${oldStatus ?? 'known'}`);
    known.set(id, newStatus);
  }
  return known;
};

test('loses nothing that stands on the page at a whole pass and records nothing twice, wherever it is killed', async (t) => {
  await fc.assert(
    fc.asyncProperty(course, async (steps) => {
      const { start, state, history } = machine();
      let reading = firstReading;
      let minute = 0;
      for (const [changes, writesLeft] of steps) {
        reading = changes.reduce((soFar, it) => applied(soFar, it, minute), reading);
        minute += 5;
        state.now = minutesAfter(minute);
        state.writesLeft = writesLeft;
        await start(says(reading))([address])();
        minute += 1;
        state.now = minutesAfter(minute);
        state.writesLeft = Infinity;
        const before = history.length;
        await start(says(reading))([address])();
        const events = eventsOf(history);
        const ids = events.map(({ insertId }) => insertId);
        t.is(new Set(ids).size, ids.length);
        t.true(versionsOf(reading).every((id) => ids.includes(id)));
        const known = statusesOf(history);
        t.true(reading.components.every(({ id, status }) => (known.get(id) ?? 'operational') === status));
        t.true(history.length > before);
      }
    }),
    { numRuns: 150 },
  );
});

test('finds nothing new when it looks again at once', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
      const { start, state, history } = machine();
      const reading = changes.reduce((soFar, it) => applied(soFar, it, 1), firstReading);
      state.now = minutesAfter(5);
      await start(says(reading))([address])();
      state.now = minutesAfter(6);
      const result = await start(says(reading))([address])();
      t.like(result, { right: { pages: [{ found: 0, recorded: 0 }] } });
      t.true(history.length > 0);
    }),
  );
});
