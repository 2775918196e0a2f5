import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { occurredAt } from '../../../service/domain/event-times.ts';
import type { PageState } from '../../../service/domain/page-state.ts';
import type { Recorded } from '../../../service/history/recorded.ts';
import { type Difference, difference, unreadableDifference } from '../../../service/pages/difference/difference.ts';
import type { PageReading } from '../../../service/pages/page-reading.ts';
import { component as componentEvent } from '../../helpers/rehearsed-events.ts';
import {
  aComponent,
  anIncident,
  anUpdate,
  aReading,
  hours,
  minutesAfter,
  pushed,
  recordedOf,
} from '../helpers/readings.ts';

const differ = difference({ isHistoryDurable: true });

/** Passes over readings at minutes after noon, each recorded. */
const after = (
  passes: ReadonlyArray<readonly [minutes: number, reading: PageReading]>,
  first: ReadonlyArray<Recorded> = [],
): ReadonlyArray<Recorded> =>
  passes.reduce((history, [minutes, reading]) => {
    const at = minutesAfter(minutes);
    return [...history, ...recordedOf(differ(reading, history, at), at)];
  }, first);

const summary = ({ events }: Difference): ReadonlyArray<string> =>
  events.map(({ event }) =>
    event.kind === 'component'
      ? `${event.component.id} ${event.component.oldStatus} → ${event.component.newStatus}`
      : `${event.incident.id} ${event.incident.status}`,
  );

const stateOf = ({ state }: Difference): PageState => {
  if (O.isNone(state)) throw new Error('no state is recorded');
  return state.value;
};

const quiet = aReading();
const opened = anIncident('a', anUpdate('a1', 'investigating', 10));
const resolved = anIncident('a', anUpdate('a2', 'resolved', 30), anUpdate('a1', 'investigating', 10));

const pushing = (minutes: number): Recorded => pushed(anIncident('z', anUpdate('z1', 'resolved', minutes)), minutes);

test('records at first sight what the page lists, as history what is over and as news what is open', (t) => {
  const over = anIncident('old', anUpdate('o1', 'resolved', -hours(24 * 200)));
  const { events, state } = differ(aReading({ incidents: [opened, over] }), [], minutesAfter(15));
  t.deepEqual(
    events.map(({ event, isBackfill }) => [event.kind !== 'component' && event.incident.id, isBackfill]),
    [
      ['old', true],
      ['a', false],
    ],
  );
  t.true(O.isSome(state));
});

test('takes everything for history at first sight where the history does not survive a restart', (t) => {
  const { events } = difference({ isHistoryDurable: false })(aReading({ incidents: [opened] }), [], minutesAfter(15));
  t.deepEqual(
    events.map(({ isBackfill }) => isBackfill),
    [true],
  );
});

test('records a new version, and nothing while nothing is new', (t) => {
  const reading = aReading({ incidents: [opened] });
  const history = after([[0, quiet]]);
  t.deepEqual(summary(differ(reading, history, minutesAfter(15))), ['a investigating']);
  const later = after([[15, reading]], history);
  t.deepEqual(differ(reading, later, minutesAfter(20)), { events: [], reports: [], state: O.none, deferred: 0 });
  t.deepEqual(summary(differ(aReading({ incidents: [resolved] }), later, minutesAfter(35))), ['a resolved']);
});

test('records no version that a webhook brought', (t) => {
  const history = after([[0, quiet]], [pushed(opened, 10)]);
  t.deepEqual(summary(differ(aReading({ incidents: [opened] }), history, minutesAfter(15))), []);
});

test('records an edit of an update, which a page makes silently', (t) => {
  const edited = anIncident('a', anUpdate('a1', 'investigating', 10, { updatedAt: minutesAfter(40).toISOString() }));
  const history = after([
    [0, quiet],
    [15, aReading({ incidents: [opened] })],
  ]);
  t.deepEqual(summary(differ(aReading({ incidents: [edited] }), history, minutesAfter(45))), ['a investigating']);
});

test('does not take times of incidents that a page rewrites in bulk for news', (t) => {
  const old = Array.from({ length: 20 }, (_, index) =>
    anIncident(`i${index}`, anUpdate(`u${index}`, 'resolved', -hours(100 + index))),
  );
  const rewritten = old.map((event) => ({
    ...event,
    incident: { ...event.incident, updatedAt: minutesAfter(hours(30)).toISOString() },
  }));
  const history = after([[0, aReading({ incidents: old })]]);
  const next = differ(
    aReading({ incidents: rewritten }),
    history.filter(({ _tag }) => _tag === 'PageState'),
    minutesAfter(hours(30)),
  );
  t.deepEqual(summary(next), []);
});

test('looks back to when the page was last read, however long that is ago', (t) => {
  const history = after([[0, quiet]]);
  const resolvedLongAgo = anIncident('b', anUpdate('b1', 'resolved', hours(2)));
  t.deepEqual(summary(differ(aReading({ incidents: [resolvedLongAgo] }), history, minutesAfter(hours(24 * 6)))), [
    'b resolved',
  ]);
});

test('records whatever its age the end of what was open', (t) => {
  const history = after([[15, aReading({ incidents: [opened] })]]).filter(({ _tag }) => _tag === 'PageState');
  const next = differ(aReading({ incidents: [resolved] }), history, minutesAfter(hours(60)));
  t.deepEqual(summary(next), ['a resolved']);
  const backDated = anIncident('a', anUpdate('a2', 'resolved', -hours(50)));
  t.deepEqual(summary(differ(aReading({ incidents: [backDated] }), history, minutesAfter(hours(14)))), ['a resolved']);
});

test('records what is open though the page dated it back for days', (t) => {
  const backDated = anIncident('b', anUpdate('b1', 'investigating', -hours(72)));
  t.deepEqual(summary(differ(aReading({ incidents: [backDated] }), after([[0, quiet]]), minutesAfter(5))), [
    'b investigating',
  ]);
});

test('leaves a young update of a page that pushes to the webhook, and records it when none comes', (t) => {
  const history = after([[0, quiet]], [pushed(anIncident('z', anUpdate('z1', 'resolved', -60)), -60)]);
  const reading = aReading({ incidents: [opened] });
  const young = differ(reading, history, minutesAfter(11));
  t.deepEqual([summary(young), young.deferred, stateOf], [[], 1, stateOf]);
  const next = [...history, ...recordedOf(young, minutesAfter(11))];
  t.deepEqual(summary(differ(reading, next, minutesAfter(16))), ['a investigating']);
});

test('leaves an incident that it leaves to the webhook out of the state', (t) => {
  const history = after([[0, quiet]], [pushing(-60)]);
  t.deepEqual(
    stateOf(differ(aReading({ incidents: [opened], indicator: 'minor' }), history, minutesAfter(11))).open,
    [],
  );
});

test('does not wait for the webhook of an update that the page dates far ahead', (t) => {
  const ahead = anIncident('a', anUpdate('a1', 'investigating', 90));
  const history = after([[0, quiet]], [pushing(-60)]);
  t.deepEqual(summary(differ(aReading({ incidents: [ahead] }), history, minutesAfter(11))), ['a investigating']);
});

test('leaves a young change of a component to the webhook, and records it when none comes', (t) => {
  const up = aReading({ components: [aComponent('c', 'operational', -500)] });
  const down = aReading({ components: [aComponent('c', 'major_outage', 10)], indicator: 'major' });
  const history = after([[0, up]], [pushing(-60)]);
  const young = differ(down, history, minutesAfter(11));
  t.deepEqual([summary(young), young.deferred, stateOf(young).components], [[], 1, []]);
  const next = [...history, ...recordedOf(young, minutesAfter(11))];
  t.deepEqual(summary(differ(down, next, minutesAfter(16))), ['c operational → major_outage']);
});

test('withdraws what the page lists no more when two passes agree', (t) => {
  const history = after([
    [15, aReading({ incidents: [opened] })],
    [20, quiet],
  ]);
  const second = differ(quiet, history, minutesAfter(25));
  t.deepEqual(summary(second), ['a withdrawn']);
  t.deepEqual(stateOf(second).open, []);
  t.deepEqual(summary(differ(quiet, [...history, ...recordedOf(second, minutesAfter(25))], minutesAfter(30))), []);
});

test('withdraws nothing that stands there again', (t) => {
  const reading = aReading({ incidents: [opened] });
  const history = after([
    [15, reading],
    [20, quiet],
    [25, reading],
    [30, quiet],
  ]);
  t.deepEqual(
    summary(
      differ(
        quiet,
        after([
          [15, reading],
          [20, quiet],
          [25, reading],
        ]),
        minutesAfter(30),
      ),
    ),
    [],
  );
  t.deepEqual(summary(differ(reading, history, minutesAfter(35))), []);
});

test('opens once more, by an entry of its own, what stands there again unchanged after it was withdrawn', (t) => {
  const reading = aReading({ incidents: [opened] });
  const gone = after([
    [15, reading],
    [20, quiet],
    [25, quiet],
  ]);
  t.deepEqual(summary(differ(aReading({ incidents: [opened], isFresh: false }), gone, minutesAfter(30))), []);
  const back = differ(reading, gone, minutesAfter(30));
  t.deepEqual(summary(back), ['a investigating']);
  const history = [...gone, ...recordedOf(back, minutesAfter(30))];
  const entries = history.flatMap((it) => (it._tag === 'Event' && it.event.kind !== 'component' ? [it] : []));
  t.is(new Set(entries.map(({ insertId }) => insertId)).size, 3);
  // Whoever goes by the vendor's times must not see it ended.
  const times = entries.map(({ event }) => occurredAt(event) ?? '');
  t.deepEqual(times, times.toSorted());
  t.deepEqual(summary(differ(reading, history, minutesAfter(35))), []);
  t.deepEqual(summary(differ(aReading({ incidents: [resolved] }), history, minutesAfter(35))), ['a resolved']);
  const goneAgain = after(
    [
      [35, quiet],
      [40, quiet],
    ],
    history,
  );
  t.deepEqual(summary(differ(reading, goneAgain, minutesAfter(45))), ['a investigating']);
});

for (const [what, fields] of [
  ['lacks something', { violations: ['incident.id: expected a non-empty string'] }],
  ['may be old', { isFresh: false }],
] as const) {
  test(`withdraws nothing by a reading that ${what}`, (t) => {
    const partial = aReading(fields);
    const history = after([
      [15, aReading({ incidents: [opened] })],
      [20, partial],
      [25, partial],
    ]);
    t.deepEqual(summary(differ(partial, history, minutesAfter(30))), []);
  });
}

test('withdraws what only a webhook told of', (t) => {
  const history = after([[0, quiet]], [pushed(opened, 10)]);
  const marked = after([[20, quiet]], history);
  t.deepEqual(summary(differ(quiet, marked, minutesAfter(25))), ['a withdrawn']);
});

test('withdraws nothing that a webhook told to be over, nor a rehearsal', (t) => {
  const reading = aReading({ incidents: [opened] });
  const over = after([[15, reading]], [pushed(resolved, 30)]);
  const rehearsed = after([[15, quiet]], [pushed({ ...opened, rehearsal: true }, 10)]);
  for (const history of [over, rehearsed]) {
    const passes = after(
      [
        [40, quiet],
        [45, quiet],
        [50, quiet],
      ],
      history,
    );
    t.false(
      passes.some(
        (it) => it._tag === 'Event' && it.event.kind !== 'component' && it.event.incident.status === 'withdrawn',
      ),
    );
  }
});

test('records a component whose status is not the known one, with the old status', (t) => {
  const down = aReading({ components: [aComponent('c', 'major_outage', 10)] });
  const up = aReading({ components: [aComponent('c', 'operational', 20)] });
  const history = after([[0, up]]);
  t.deepEqual(summary(differ(down, history, minutesAfter(15))), ['c operational → major_outage']);
  const later = after([[15, down]], history);
  t.deepEqual(summary(differ(down, later, minutesAfter(20))), []);
  t.deepEqual(summary(differ(up, later, minutesAfter(25))), ['c major_outage → operational']);
});

test('records no change of a component that a webhook brought, though the page was read just then', (t) => {
  const up = aReading({ components: [aComponent(componentEvent.component.id, 'operational', -500)] });
  const down = aReading({
    components: [aComponent(componentEvent.component.id, componentEvent.component.newStatus, 10)],
  });
  const webhook = pushed({ ...componentEvent, update: { id: 'k1', createdAt: minutesAfter(10).toISOString() } }, 10.1);
  // A cache still answered with what was before.
  const history = after(
    [
      [0, up],
      [10.2, up],
    ],
    [webhook],
  );
  t.deepEqual(summary(differ(down, history, minutesAfter(15))), []);
});

test('takes no answer of a cache for a recovery that a webhook contradicts, and records a later one', (t) => {
  const id = componentEvent.component.id;
  const up = aReading({ components: [aComponent(id, 'operational', -500)] });
  const down = pushed({ ...componentEvent, update: { id: 'k1', createdAt: minutesAfter(10).toISOString() } }, 10.1);
  const history = [...after([[0, up]]), down];
  t.like(differ(up, history, minutesAfter(10.5)), { events: [], deferred: 1 });
  const stale = aReading({ ...up, isFresh: false });
  t.like(differ(stale, history, minutesAfter(40)), { events: [], deferred: 1 });
  t.deepEqual(stateOf(differ(stale, history, minutesAfter(40))).components, [
    { id, name: `Component ${id}`, status: componentEvent.component.newStatus },
  ]);
  const recovered = aReading({ components: [aComponent(id, 'operational', 38)] });
  t.deepEqual(summary(differ(recovered, history, minutesAfter(40.5))), [
    `${id} ${componentEvent.component.newStatus} → operational`,
  ]);
});

test('knows a change that it recorded though the page was late to show it, and the state was not recorded any more', (t) => {
  const up = aReading({ components: [aComponent('c', 'operational', -500)] });
  const down = aReading({ components: [aComponent('c', 'major_outage', -10)] });
  const history = after([
    [0, up],
    [15, down],
  ]);
  const killed = history.slice(0, -1);
  t.is(history.at(-1)?._tag, 'PageState');
  t.deepEqual(summary(differ(down, killed, minutesAfter(20))), []);
});

test('gives two outages of a component an identity each, even where the page gives them the same time', (t) => {
  for (const minutes of [undefined, 5]) {
    const up = aReading({ components: [aComponent('c', 'operational', minutes)] });
    const down = aReading({ components: [aComponent('c', 'major_outage', minutes)] });
    const history = after([
      [0, up],
      [10, down],
      [20, up],
      [30, down],
      [40, up],
    ]);
    const ids = history.flatMap((it) => (it._tag === 'Event' ? [it.insertId] : []));
    t.is(ids.length, 4);
    t.is(new Set(ids).size, 4);
  }
});

test('records the state of a page when it differs, and every twelve hours', (t) => {
  const history = after([[0, quiet]]);
  t.true(O.isNone(differ(quiet, history, minutesAfter(hours(11))).state));
  t.is(stateOf(differ(quiet, history, minutesAfter(hours(12)))).readAt, minutesAfter(hours(12)).toISOString());
  t.is(stateOf(differ(aReading({ indicator: 'minor' }), history, minutesAfter(5))).indicator, 'minor');
});

test('bounds the state, and counts what does not fit', (t) => {
  const long = '中'.repeat(5_000);
  const reading = aReading({
    indicator: long,
    components: Array.from({ length: 2_000 }, (_, index) => ({ ...aComponent(`${index}`, long), name: long })),
    incidents: Array.from({ length: 500 }, (_, index) => {
      const event = anIncident(`${index}`, anUpdate(`${index}`, 'investigating', 1));
      return { ...event, incident: { ...event.incident, name: long, status: long, impact: long } };
    }),
  });
  const state = stateOf(differ(reading, [], minutesAfter(5)));
  t.true(Buffer.byteLength(JSON.stringify(state)) < 190_000);
  t.is(state.components.length + state.omitted.components, 2_000);
  t.is(state.open.length + state.omitted.open, 500);
});

test('reports an update older than an hour that no webhook brought, once a day', (t) => {
  const history = after([[-hours(2), quiet]], [pushing(-hours(3))]);
  const reading = aReading({ incidents: [opened] });
  t.deepEqual(differ(reading, history, minutesAfter(60)).reports, []);
  const next = differ(reading, history, minutesAfter(75));
  t.like(next.reports, [{ _tag: 'WebhooksMissing', count: 1, missing: [{ incident: 'a', update: 'a1' }] }]);
  const reported = [...history, ...recordedOf(next, minutesAfter(75))];
  t.deepEqual(differ(reading, reported, minutesAfter(80)).reports, []);
});

test('reports three missing updates after a quarter of an hour', (t) => {
  const incidents = ['a', 'b', 'c'].map((id) => anIncident(id, anUpdate(`${id}1`, 'investigating', 10)));
  const history = after([[-hours(2), quiet]], [pushing(-hours(3))]);
  t.is(differ(aReading({ incidents }), history, minutesAfter(26)).reports.length, 1);
  t.is(differ(aReading({ incidents: incidents.slice(1) }), history, minutesAfter(26)).reports.length, 0);
});

test('misses no webhook that came, nor one of a silent edit, of a page that never pushed, or before it did', (t) => {
  const silent = anIncident('a', anUpdate('a1', 'investigating', 10, { deliverNotifications: false }));
  const laterVersion = pushed(resolved, 31);
  for (const [first, incident] of [
    [[pushing(-hours(3)), laterVersion], resolved],
    [[pushing(-hours(3))], silent],
    [[], opened],
    [[pushing(60)], opened],
    [[pushed({ ...opened, rehearsal: true }, -hours(3))], opened],
  ] as const) {
    const history = after([[-hours(2), quiet]], first);
    t.deepEqual(differ(aReading({ incidents: [incident] }), history, minutesAfter(90)).reports, []);
  }
});

const unreadable = { origin: quiet.origin, provider: 'GitHub', reason: 'blocked' } as const;

test('reports a page that cannot be read once after an hour, and once when it can be again', (t) => {
  const minutes = [5, 30, 60, 65, 70, hours(13), hours(24 * 3)];
  const history = minutes.reduce<ReadonlyArray<Recorded>>(
    (soFar, minute) => [
      ...soFar,
      ...recordedOf(unreadableDifference(unreadable, soFar, minutesAfter(minute)), minutesAfter(minute)),
    ],
    after([[0, aReading({ incidents: [opened] })]]),
  );
  const problems = history.flatMap((it) => (it._tag === 'Problem' ? [[it.reason, it.recordedAt]] : []));
  t.deepEqual(problems, [['page_unreadable', minutesAfter(65)]]);
  const again = differ(quiet, history, minutesAfter(hours(73)));
  t.like(again.reports, [{ _tag: 'PageReadable', since: minutesAfter(5).toISOString() }]);
  t.deepEqual(
    stateOf(again).open.map(({ id }) => id),
    ['a'],
  );
  const recorded = [...history, ...recordedOf(again, minutesAfter(hours(73)))];
  t.deepEqual(differ(quiet, recorded, minutesAfter(hours(73) + 5)).reports, []);
});

test('keeps what was last read of a page that cannot be read, and says nothing where it never could', (t) => {
  const history = after([[0, aReading({ incidents: [opened] })]]);
  const state = stateOf(unreadableDifference(unreadable, history, minutesAfter(5)));
  t.like(state, { readable: false, reason: 'blocked', since: minutesAfter(5).toISOString(), id: quiet.id });
  t.deepEqual(
    state.open.map(({ id }) => id),
    ['a'],
  );
  t.like(stateOf(unreadableDifference(unreadable, [], minutesAfter(5))), { id: undefined, readAt: undefined });
});

test('says that another page stands at the address, and sees that one for the first time', (t) => {
  const history = after([[0, aReading({ incidents: [opened] })]]);
  const moved = aReading({ id: '01JMDK9XYNY6RXSED6SDWW50WY', product: 'incident.io' });
  const next = differ(moved, history, minutesAfter(5));
  t.like(next.reports, [
    { _tag: 'PageChanged', before: 'Statuspage kctbh9vrtdwd', after: 'incident.io 01JMDK9XYNY6RXSED6SDWW50WY' },
  ]);
  t.deepEqual([summary(next), stateOf(next).open], [[], []]);
  t.deepEqual(differ(moved, [...history, ...recordedOf(next, minutesAfter(5))], minutesAfter(10)).reports, []);
});
