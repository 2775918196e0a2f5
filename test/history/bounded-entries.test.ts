import test from 'ava';
import fc from 'fast-check';
import { boundedEntries } from '../../service/history/bounded-entries.ts';
import type { Recorded } from '../../service/history/recorded.ts';
import { component as componentEvent } from '../helpers/rehearsed-events.ts';
import { aPageState, incidentVersion, noon } from './helpers/entries.ts';

const start = { since: new Date(0) };

const recordedAt = (minutes: number, rest: Pick<Extract<Recorded, { _tag: 'Event' }>, 'event'>): Recorded => ({
  _tag: 'Event',
  insertId: `${minutes}`,
  timestamp: noon,
  recordedAt: new Date(noon.getTime() + minutes * 60_000),
  via: 'webhook',
  isBackfill: false,
  ...rest,
});

const version = (id: string, minutes: number): Recorded => recordedAt(minutes, { event: incidentVersion(id, minutes) });

test('drops older versions of an incident before anything else', (t) => {
  const entries = boundedEntries(100);
  const component = recordedAt(0, { event: componentEvent });
  const versions = [version('a', 1), version('a', 2), version('a', 3), version('b', 4)];
  for (const recorded of [component, ...versions]) entries.add(recorded, 20);
  t.deepEqual(entries.read(start), [component, ...versions]);
  const newest = version('b', 5);
  entries.add(newest, 20);
  t.deepEqual(entries.read(start), [component, ...versions.slice(2), newest]);
});

test('keeps the newest version, whenever it was recorded', (t) => {
  const entries = boundedEntries(50);
  const newest = version('a', 9);
  for (const recorded of [newest, version('a', 1), version('a', 2)]) entries.add(recorded, 20);
  t.true(entries.read(start).includes(newest));
});

test('drops the oldest where there is no older version', (t) => {
  const entries = boundedEntries(50);
  const [a, b, c] = [version('a', 1), version('b', 2), version('c', 3)];
  for (const recorded of [a, b, c]) entries.add(recorded, 20);
  t.deepEqual(entries.read(start), [b, c]);
});

test('drops older states of a page and older passes before what happened', (t) => {
  const entries = boundedEntries(100);
  const at = (minutes: number) => ({
    insertId: `${minutes}`,
    timestamp: new Date(noon.getTime() + minutes * 60_000),
    recordedAt: new Date(noon.getTime() + minutes * 60_000),
    via: 'poll' as const,
  });
  const [problem, first, second] = [
    { ...at(0), _tag: 'Problem' as const, reason: 'invalid_token', page: undefined },
    [1, 2].map((minute): Recorded => ({ ...at(minute), _tag: 'PageState', state: aPageState })),
    [3, 4].map((minute): Recorded => ({ ...at(minute), _tag: 'Pass', pass: { pages: [] } })),
  ];
  for (const recorded of [problem, ...first, ...second]) entries.add(recorded, 20);
  entries.add(version('a', 5), 20);
  t.deepEqual(
    entries.read(start).map(({ insertId }) => insertId),
    ['0', '2', '4', '5'],
  );
});

test('never holds more than it may, and always the newest entry that fits', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 90 })), { minLength: 1 }),
        (additions) => {
          const entries = boundedEntries(100);
          const all = additions.map(([id, bytes], minutes) => [version(id, minutes), bytes] as const);
          for (const [recorded, bytes] of all) {
            entries.add(recorded, bytes);
            t.true(entries.bytes() <= 100);
            t.true(entries.read(start).includes(recorded));
          }
        },
      ),
    );
  });
});

test('reads what happened or was recorded since', (t) => {
  const entries = boundedEntries(1000);
  const old = version('a', -60);
  const late = { ...version('b', 30), timestamp: new Date(0) };
  for (const recorded of [{ ...old, timestamp: old.recordedAt }, late]) entries.add(recorded, 1);
  t.deepEqual(entries.read({ since: noon }), [late]);
});
