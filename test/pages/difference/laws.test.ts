import test from 'ava';
import fc from 'fast-check';
import type { Recorded } from '../../../service/history/recorded.ts';
import { difference } from '../../../service/pages/difference/difference.ts';
import type { PageReading } from '../../../service/pages/page-reading.ts';
import { aComponent, anIncident, anUpdate, aReading, minutesAfter, pushed, recordedOf } from '../helpers/readings.ts';

const differ = difference({ isHistoryDurable: true });

const incident = fc
  .tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.array(fc.constantFrom('investigating', 'monitoring', 'resolved'), { minLength: 1, maxLength: 3 }),
    fc.integer({ min: -3000, max: 60 }),
  )
  .map(([id, statuses, minutes]) =>
    anIncident(
      `i${id}`,
      ...statuses.map((status, at) => anUpdate(`i${id}-${statuses.length - at}`, status, minutes - at)),
    ),
  );

const reading: fc.Arbitrary<PageReading> = fc
  .tuple(
    fc.uniqueArray(incident, { maxLength: 5, selector: (event) => event.incident.id }),
    fc.array(fc.constantFrom('operational', 'partial_outage', 'major_outage'), { minLength: 3, maxLength: 3 }),
    fc.boolean(),
  )
  .map(([incidents, statuses, isFresh]) =>
    aReading({
      incidents,
      components: statuses.map((status, at) => aComponent(`c${at}`, status, at === 0 ? undefined : 30 * at)),
      isFresh,
    }),
  );

// Some of what the last page says came by webhook too.
const course = fc.tuple(fc.array(reading, { maxLength: 4 }), fc.array(incident, { maxLength: 3 }), reading);

const historyOf = (readings: ReadonlyArray<PageReading>, webhooks: ReadonlyArray<ReturnType<typeof anIncident>>) =>
  readings.reduce<ReadonlyArray<Recorded>>(
    (history, it, at) => {
      const now = minutesAfter(70 + 5 * at);
      return [...history, ...recordedOf(differ(it, history, now), now)];
    },
    webhooks.map((event) => pushed(event, 65)),
  );

const now = minutesAfter(100);

test('does not depend on the order of the history, nor on how often an entry stands in it', (t) => {
  fc.assert(
    fc.property(course, fc.infiniteStream(fc.nat()), ([readings, webhooks, last], chance) => {
      const history = historyOf(readings, webhooks);
      const shuffled = [...history, ...history.filter((_, at) => at % 2 === 0)]
        .map((it) => [chance.next().value, it] as const)
        .toSorted(([left], [right]) => left - right)
        .map(([, it]) => it);
      t.deepEqual(differ(last, shuffled, now), differ(last, history, now));
    }),
  );
});

test('records nothing of what it recorded', (t) => {
  fc.assert(
    fc.property(course, ([readings, webhooks, last]) => {
      const history = historyOf(readings, webhooks);
      const whole = [...history, ...recordedOf(differ(last, history, now), now)];
      const ids = new Set(whole.flatMap((it) => (it._tag === 'Event' ? [it.insertId] : [])));
      const again = differ(last, whole, minutesAfter(100.1));
      t.deepEqual(again.events, []);
      const later = recordedOf(differ(last, whole, minutesAfter(105)), minutesAfter(105));
      t.true(later.every((it) => it._tag !== 'Event' || !ids.has(it.insertId)));
    }),
  );
});

test('gives what it records again, since the history has a gap, the id that it had', (t) => {
  fc.assert(
    fc.property(course, fc.func(fc.boolean()), ([readings, webhooks, last], isLost) => {
      const history = historyOf(readings, webhooks);
      const gappy = history.filter((it) => it._tag !== 'Event' || !isLost(it.insertId));
      const found = new Set(
        [...history, ...recordedOf(differ(last, history, now), now)].flatMap((it) =>
          it._tag === 'Event' && it.event.kind !== 'component' ? [it.insertId] : [],
        ),
      );
      const again = recordedOf(differ(last, gappy, now), now);
      t.true(again.every((it) => it._tag !== 'Event' || it.event.kind === 'component' || found.has(it.insertId)));
    }),
  );
});
