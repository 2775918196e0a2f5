import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import type { PolledPage } from '../../service/domain/poll-pass.ts';
import { pollPassEntry } from '../../service/logging/poll-pass-entry.ts';
import { isDue, lastAsked } from '../../service/pages/is-due.ts';
import { minutesAfter, readBack } from './helpers/readings.ts';

const origin = 'https://status.example.com';
const address = { origin, name: O.none, minMinutes: O.none };

const polledAt = (minutes: number, fields: Partial<PolledPage>) => {
  const page = { origin, id: undefined, reason: undefined, retryAt: undefined, found: 0, recorded: 0 };
  const pass = { pages: [{ ...page, outcome: 'read' as const, ...fields }] };
  return readBack(pollPassEntry(pass, minutesAfter(minutes)), minutesAfter(minutes));
};

test('is so for a page that was never asked, and for one that was read at the last pass', (t) => {
  t.true(isDue(address, lastAsked([]), minutesAfter(0)));
  t.true(isDue(address, lastAsked([polledAt(0, {})]), minutesAfter(1)));
});

for (const reason of ['blocked', 'not_json'] as const) {
  test(`is not so for a quarter of an hour after ${reason}`, (t) => {
    const history = [polledAt(0, { outcome: 'unreadable', reason }), polledAt(10, { outcome: 'skipped' })];
    t.deepEqual(
      [5, 10, 14, 15].map((minutes) => isDue(address, lastAsked(history), minutesAfter(minutes))),
      [false, false, false, true],
    );
  });
}

test('heeds the interval of a page and the time that it named', (t) => {
  const slow = { ...address, minMinutes: O.some(30) };
  t.deepEqual(
    [29, 30].map((minutes) => isDue(slow, lastAsked([polledAt(0, {})]), minutesAfter(minutes))),
    [false, true],
  );
  const limited = [
    polledAt(0, { outcome: 'unreadable', reason: 'rate_limited', retryAt: minutesAfter(7).toISOString() }),
  ];
  t.deepEqual(
    [5, 7].map((minutes) => isDue(address, lastAsked(limited), minutesAfter(minutes))),
    [false, true],
  );
});
