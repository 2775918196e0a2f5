import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { editedAt, occurredAt } from '../../../service/domain/event-times.ts';
import { PageState } from '../../../service/domain/page-state.ts';
import { StatusEvent } from '../../../service/domain/status-event.ts';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import type { PageReading } from '../../../service/pages/page-reading.ts';
import type { Outcome, Written } from './drill.ts';
import type { Incident } from './simulated-page.ts';

/** What an outcome breaks, a sentence each. */
type Law = (outcome: Outcome) => ReadonlyArray<string>;

const minute = 60_000;
const hour = 60 * minute;
const grace = 2 * minute;
const cacheAge = 31_000;
const maxLag = 5 * minute;

const iso = (time: number): string => new Date(time).toISOString();

type WrittenEvent = Written & Readonly<{ event: StatusEvent; insertId: string; index: number }>;

const eventsOf = ({ written }: Outcome): ReadonlyArray<WrittenEvent> =>
  written.flatMap((it, index) => {
    const event = StatusEvent.decode(it.entry.payload?.['event']);
    return E.isRight(event) ? [{ ...it, event: event.right, insertId: it.entry.insertId ?? '', index }] : [];
  });

const reportsOf = ({ written }: Outcome): ReadonlyArray<Written> =>
  written.filter(({ entry }) => entry.payload?.['reason'] === 'webhooks_missing');

const insertIdOf = (event: StatusEvent): string =>
  eventEntry({ event, violations: [], trace: O.none }, new Date(0)).insertId ?? '';

const byKey = <A>(items: ReadonlyArray<A>, keyOf: (item: A) => string): ReadonlyMap<string, ReadonlyArray<A>> =>
  items.reduce(
    (groups, item) => groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]),
    new Map<string, ReadonlyArray<A>>(),
  );

const vendorTime = (event: StatusEvent): number => Date.parse(occurredAt(event) ?? '');

const lastSnapshot = ({ snapshots }: Outcome) => snapshots.at(-1)?.snapshot ?? { components: [], incidents: [] };

const isOver = ({ status }: Incident): boolean => ['resolved', 'postmortem', 'completed'].includes(status);

/** Every version that stood on the page at a whole pass is recorded by then, but for what is left to a webhook. */
const recordsWhatThePageSaid: Law = (outcome) => {
  const firstWrite = new Map<string, number>();
  for (const { insertId, index } of eventsOf(outcome)) {
    if (!firstWrite.has(insertId)) firstWrite.set(insertId, index);
  }
  const idsOf = new Map<PageReading, ReadonlyArray<readonly [string, number]>>();
  return outcome.passes.flatMap(({ at, reading, written }) => {
    const ids =
      idsOf.get(reading) ??
      reading.incidents.map((event) => [insertIdOf(event), Date.parse(editedAt(event) ?? '')] as const);
    idsOf.set(reading, ids);
    return ids.flatMap(([id, edited]) =>
      at - edited < grace || (firstWrite.get(id) ?? Infinity) < written
        ? []
        : [`${iso(at)}: a version of ${iso(edited)} is not recorded`],
    );
  });
};

/** Every update that stands on the page at the end is in an entry, with its text. */
const recordsEveryUpdate: Law = (outcome) => {
  const recorded = new Set(
    eventsOf(outcome).flatMap(({ event }) =>
      event.kind === 'component' ? [] : event.updates.map(({ id, status, body }) => JSON.stringify([id, status, body])),
    ),
  );
  const last = outcome.passes.at(-1)?.reading.incidents.map(({ incident }) => incident.id);
  return lastSnapshot(outcome)
    .incidents.filter(({ id }) => last?.includes(id))
    .flatMap((incident) => incident.incident_updates)
    .filter(({ id, status, body }) => !recorded.has(JSON.stringify([id, status, body])))
    .map(({ id }) => `the update ${id} is not recorded`);
};

/** The last state is that of the page: what is impaired, what is open. */
const knowsTheStateAtTheEnd: Law = (outcome) => {
  const { components, incidents } = lastSnapshot(outcome);
  const states = outcome.written.flatMap(({ entry }) => {
    const state = PageState.decode(entry.payload?.['pageState']);
    return E.isRight(state) ? [state.right] : [];
  });
  const known = states.at(-1);
  const expected = JSON.stringify([
    components.filter(({ status }) => status !== 'operational').map(({ id, status }) => [id, status]),
    incidents
      .filter((it) => !isOver(it))
      .map(({ id }) => id)
      .toSorted(),
  ]);
  const found = JSON.stringify([
    known?.components.map(({ id, status }) => [id, status]),
    known?.open.map(({ id }) => id).toSorted(),
  ]);
  return expected === found ? [] : [`the state is ${found} and should be ${expected}`];
};

/** A component's newest entry, by the vendor's time, has the status that the page has. */
const knowsTheComponents: Law = (outcome) => {
  const events = eventsOf(outcome);
  return outcome.passes.flatMap(({ at, reading, written }, index) => {
    if (!reading.isFresh || reading === outcome.passes[index - 1]?.reading) return [];
    const { snapshot } = outcome.snapshots.findLast((it) => it.at <= at) ?? { snapshot: lastSnapshot(outcome) };
    return reading.components.flatMap(({ id, status }) => {
      const changedAt = Date.parse(snapshot.components.find((it) => it.id === id)?.updated_at ?? '');
      if (at - changedAt < grace + cacheAge) return [];
      const changes = events.filter(
        ({ event, index: position }) => event.kind === 'component' && event.component.id === id && position < written,
      );
      const newest = changes.toSorted((left, right) => vendorTime(left.event) - vendorTime(right.event)).at(-1)?.event;
      const known = newest?.kind === 'component' ? newest.component.newStatus : 'operational';
      return known === status ? [] : [`${iso(at)}: ${id} is known to be ${known} and is ${status}`];
    });
  });
};

/** A polled change is one that the page made, and no older one than is known. */
const inventsNoChange: Law = (outcome) => {
  const events = eventsOf(outcome).filter(({ event }) => event.kind === 'component');
  const statusesOf = new Set(
    outcome.snapshots.flatMap(({ snapshot }) =>
      snapshot.components.map(({ id, status, updated_at }) => JSON.stringify([id, status, updated_at])),
    ),
  );
  return events
    .filter(({ by }) => by === 'poll')
    .flatMap((polled) => {
      const { event, at, index } = polled;
      if (event.kind !== 'component') return [];
      const { id, newStatus } = event.component;
      const older = events.find(
        (other) =>
          other.index < index &&
          other.visibleAt <= at &&
          other.event.kind === 'component' &&
          other.event.component.id === id &&
          vendorTime(other.event) > vendorTime(event),
      );
      return [
        ...(statusesOf.has(JSON.stringify([id, newStatus, occurredAt(event)]))
          ? []
          : [`${iso(at)}: ${id} was never ${newStatus} at ${occurredAt(event) ?? 'any time'}`]),
        ...(older === undefined
          ? []
          : [`${iso(at)}: ${id} is said to be ${newStatus} again, which is older than known`]),
      ];
    });
};

/** What is withdrawn stood no longer on the page. */
const withdrawsOnlyWhatIsGone: Law = (outcome) =>
  eventsOf(outcome).flatMap(({ event, at }) => {
    if (event.kind === 'component' || event.incident.status !== 'withdrawn') return [];
    const { snapshot } = outcome.snapshots.findLast((it) => it.at <= at) ?? { snapshot: lastSnapshot(outcome) };
    return snapshot.incidents.some(({ id, status }) => id === event.incident.id && status !== 'resolved')
      ? [`${iso(at)}: ${event.incident.id} stands on the page and is withdrawn`]
      : [];
  });

/** Entries of one event are one in query results, unless it was older than a day when one was written. */
const showsNothingTwice: Law = (outcome) =>
  [...byKey(eventsOf(outcome), ({ insertId }) => insertId)].flatMap(([id, entries]) => {
    const young = entries.filter(({ event, at }) => at - vendorTime(event) <= 24 * hour);
    return new Set(young.map(({ entry }) => entry.timestamp.getTime())).size <= 1 ? [] : [`${id} shows twice`];
  });

/** An event is written again only where its delivery came again or late, or where the history did not show yet what another process wrote. */
const writesAgainOnlyForAReason: Law = (outcome) => {
  const firstWebhook = outcome.received[0]?.at ?? Infinity;
  return [...byKey(eventsOf(outcome), ({ insertId }) => insertId)].flatMap(([id, [first, ...again]]) =>
    again.flatMap(({ event, at, by, instance }) => {
      if (first === undefined) return [];
      const isKnown = first.visibleAt <= at || (first.by === 'poll' && first.instance === instance);
      if (by === 'poll') return isKnown ? [`${iso(at)}: ${id} is written again by a pass`] : [];
      const isLate = at - vendorTime(event) > grace;
      return isLate || first.by === 'webhook' || first.at <= firstWebhook
        ? []
        : [`${iso(at)}: ${id} was not left to its webhook`];
    }),
  );
};

// A change that comes again is not looked for in the thread of an incident that was then given an end before the change.
const isInThreadThatEndedBefore =
  ({ messages }: Outcome) =>
  ({ thread, metadata: { event_type, event_payload } }: Outcome['messages'][number]): boolean => {
    if (event_type !== 'statuswatch_component' || O.isNone(thread)) return false;
    const parent = messages.find(({ ts }) => ts === thread.value)?.metadata;
    return (
      parent?.event_type === 'statuswatch_incident' &&
      Date.parse(parent.event_payload.ended_at) + 10 * minute <= Date.parse(event_payload.version)
    );
  };

/** One thread for each incident, in it one reply for each update; one message for each change of a component. */
const announcesNothingTwice: Law = (outcome) => {
  const messages = outcome.messages.filter((message) => !isInThreadThatEndedBefore(outcome)(message));
  return [
    ...byKey(messages, ({ metadata: { event_type, event_payload } }) => {
      switch (event_type) {
        case 'statuswatch_incident':
          return `incident ${event_payload.incident}`;
        case 'statuswatch_update':
          return `update ${event_payload.update} of ${event_payload.incident}`;
        case 'statuswatch_component':
          return `change of ${event_payload.component} ${event_payload.update} ${event_payload.version}`;
      }
    }),
  ].flatMap(([what, { length }]) => (length === 1 ? [] : [`${what} is announced ${length} times`]));
};

/** An update that the page announced, and when the history shows that a webhook brought it. */
type Announced = Readonly<{ id: string; createdAt: number; broughtAt: number; isGone: boolean }>;

const announcedUpdates = (outcome: Outcome): ReadonlyArray<Announced> => {
  const brought = new Map<string, number>();
  for (const { at, event } of outcome.received) {
    if (event.kind === 'component') continue;
    for (const { id = '' } of event.updates) if (!brought.has(id)) brought.set(id, at);
  }
  const standing = new Set(lastSnapshot(outcome).incidents.flatMap((it) => it.incident_updates.map(({ id }) => id)));
  const all = new Map(
    outcome.snapshots.flatMap(({ snapshot }) =>
      snapshot.incidents
        .flatMap((it) => it.incident_updates)
        .filter((it) => it.deliver_notifications)
        .map((it) => [it.id, Date.parse(it.created_at)] as const),
    ),
  );
  return [...all].map(([id, createdAt]) => ({
    id,
    createdAt,
    broughtAt: brought.get(id) ?? Infinity,
    isGone: !standing.has(id),
  }));
};

const firstWebhookOf = ({ received }: Outcome): Readonly<{ happened: number; at: number }> => ({
  happened: Math.min(Infinity, ...received.map(({ event }) => vendorTime(event))),
  at: received[0]?.at ?? Infinity,
});

/** The lost updates that were to be reported, with when they should have been and when they were. */
const lostUpdates = (
  outcome: Outcome,
): ReadonlyArray<Readonly<{ id: string; dueAt: number; reportedAt: number | undefined }>> => {
  const { happened, at: firstAt } = firstWebhookOf(outcome);
  return announcedUpdates(outcome).flatMap(({ id, createdAt, broughtAt, isGone }) => {
    const isLost = broughtAt > createdAt + 2 * hour && createdAt > Math.max(happened, firstAt + maxLag) && !isGone;
    // The first pass that read the page an hour after it.
    const due = outcome.passes.find(({ at, reading }) => at > createdAt + hour && reading.isFresh);
    if (!isLost || due === undefined || due.at > createdAt + 2 * hour) return [];
    const report = reportsOf(outcome).findLast(({ at }) => at >= due.at - 24 * hour && at <= due.at);
    return [{ id, dueAt: due.at, reportedAt: report?.at }];
  });
};

const reportsWhatWasLost: Law = (outcome) =>
  lostUpdates(outcome)
    .filter(({ reportedAt }) => reportedAt === undefined)
    .map(({ id, dueAt }) => `${iso(dueAt)}: the lost update ${id} is not reported`);

const reportsNothingElse: Law = (outcome) => {
  const updates = announcedUpdates(outcome);
  return reportsOf(outcome)
    .filter(
      ({ at }) =>
        !updates.some(
          ({ createdAt, broughtAt }) =>
            broughtAt + maxLag > at && at - createdAt > 15 * minute && at - createdAt <= 24 * hour,
        ),
    )
    .map(({ at }) => `${iso(at)}: webhooks are reported as lost, and none is`);
};

const reportsOnceADay: Law = (outcome) =>
  reportsOf(outcome).flatMap(({ at }, index, reports) => {
    const before = reports.slice(0, index).find((it) => at - it.at < 24 * hour && it.visibleAt <= at);
    return before === undefined ? [] : [`${iso(at)}: reported again after ${iso(before.at)}`];
  });

/** What happened, and what it cost. */
export const figuresOf = (outcome: Outcome): Readonly<Record<string, number>> => {
  const { start, end, snapshots, sent, received, passes, passTimes, stops, written } = outcome;
  const events = eventsOf(outcome);
  const groups = [...byKey(events, ({ insertId }) => insertId).values()];
  const again = groups.flatMap(([, ...others]) => others);
  const shown = groups.map((entries) => new Set(entries.map(({ entry }) => entry.timestamp.getTime())).size);
  const changes = byKey(
    events.filter(({ event }) => event.kind === 'component'),
    ({ event }) =>
      JSON.stringify([
        event.kind === 'component' && [event.component.id, event.component.newStatus],
        occurredAt(event),
      ]),
  );
  const lost = lostUpdates(outcome);
  return {
    days: Math.round((end - start) / (24 * hour)),
    incidents: new Set(snapshots.flatMap(({ snapshot }) => snapshot.incidents.map(({ id }) => id))).size,
    'webhooks sent': sent.length,
    'webhooks lost': sent.filter((it) => !received.some((other) => other.sent === it)).length,
    'webhooks late': received.filter(({ at, event }) => at - vendorTime(event) > grace).length,
    'webhooks received again': received.length - new Set(received.map((it) => it.sent)).size,
    'passes begun': passTimes.length,
    'passes that read the page and wrote all': passes.length,
    stops,
    entries: written.length,
    events: events.length,
    'events written again by a webhook': again.filter(({ by }) => by === 'webhook').length,
    'events written again by a pass': again.filter(({ by }) => by === 'poll').length,
    'events that show twice, as they were older than a day': shown.filter((count) => count > 1).length,
    'changes of components recorded by both ways': [...changes.values()].filter(
      (entries) => new Set(entries.map(({ by }) => by)).size > 1,
    ).length,
    'lost updates that were to be reported': lost.length,
    reports: reportsOf(outcome).length,
  };
};

export const laws: ReadonlyArray<Law> = [
  recordsWhatThePageSaid,
  recordsEveryUpdate,
  knowsTheStateAtTheEnd,
  knowsTheComponents,
  inventsNoChange,
  withdrawsOnlyWhatIsGone,
  showsNothingTwice,
  writesAgainOnlyForAReason,
  announcesNothingTwice,
  reportsWhatWasLost,
  reportsNothingElse,
  reportsOnceADay,
];
