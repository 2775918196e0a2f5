import test from 'ava';
import fc from 'fast-check';
import { type Board, emptyBoard, foldEntries } from '../../service/board/board.ts';
import { boardAt, incidentsAt } from '../../service/board/board-at.ts';
import type { BoardView, IncidentView } from '../../service/board/board-view.ts';
import type { BoardSettings } from '../../service/board/pages-at.ts';
import { withdrawn } from '../../service/domain/incident-lifecycle.ts';
import type { IncidentEvent } from '../../service/domain/status-event.ts';
import type { Recorded } from '../../service/history/recorded.ts';
import { deliveries } from '../fixtures/arbitrary-deliveries.ts';
import { tolerated } from '../fixtures/decoded.ts';
import { aComponent, anIncident, anUpdate, minutesAfter, pushed } from '../pages/helpers/readings.ts';
import { aComponentEvent, asked, listed, polling, queryAt, refused, settings, unreadable } from './helpers/entries.ts';

const minute = fc.integer({ min: -6000, max: 0 });
const id = fc.constantFrom('i0', 'i1', 'i2', 'i3');
const status = fc.constantFrom('investigating', 'identified', 'monitoring', 'resolved', 'postmortem');

const onPage = (page: string, event: IncidentEvent): IncidentEvent => ({ ...event, page: { ...event.page, id: page } });

const incident = fc
  .record({
    page: fc.constantFrom('kctbh9vrtdwd', 'page2'),
    id,
    statuses: fc.array(status, { minLength: 1, maxLength: 3 }),
    start: minute,
    impact: fc.constantFrom('none', 'minor', 'major', 'critical', 'odd', undefined),
    resolvedAt: fc.option(minute, { nil: undefined }),
    rehearsal: fc.constantFrom(undefined, undefined, true),
  })
  .map(({ page, id: incidentId, statuses, start, impact, resolvedAt, rehearsal }): IncidentEvent => {
    const updates = statuses
      .map((it, at) => anUpdate(`${incidentId}-${start}-${at}`, it, start + at * 40))
      .toReversed();
    const event = onPage(page, anIncident(incidentId, ...updates));
    return {
      ...event,
      rehearsal,
      incident: {
        ...event.incident,
        impact,
        resolvedAt: resolvedAt === undefined ? undefined : minutesAfter(resolvedAt).toISOString(),
      },
    };
  });

const maintenance = fc
  .record({
    id: fc.constantFrom('m0', 'm1'),
    status: fc.constantFrom('scheduled', 'in_progress', 'completed'),
    edit: minute,
    start: fc.integer({ min: -6000, max: 6000 }),
    minutes: fc.integer({ min: 1, max: 600 }),
  })
  .map(({ id: maintenanceId, status: is, edit, start, minutes }): IncidentEvent => {
    const event = anIncident(maintenanceId, anUpdate(`${maintenanceId}-${edit}`, is, edit));
    return {
      ...event,
      kind: 'maintenance',
      incident: {
        ...event.incident,
        impact: 'maintenance',
        scheduledFor: minutesAfter(start).toISOString(),
        scheduledUntil: minutesAfter(start + minutes).toISOString(),
      },
    };
  });

const withdrawal = fc.tuple(incident, minute).map(([event, at]): IncidentEvent => ({
  ...event,
  incident: { ...event.incident, status: withdrawn, updatedAt: minutesAfter(at).toISOString() },
  updates: [],
  components: [],
}));

const component = fc
  .tuple(fc.constantFrom('c0', 'c1'), fc.constantFrom('operational', 'partial_outage', 'under_maintenance'), minute)
  .map(([componentId, is, at]) => aComponentEvent(componentId, is, at));

const state = fc
  .tuple(minute, fc.subarray(['c0', 'c1', 'c2']))
  .map(([at, ids]) => listed(at, { components: ids.map((it) => aComponent(it, 'major_outage')) }));

// Some things are recorded long after they happened.
const event = fc
  .tuple(fc.oneof(incident, maintenance, withdrawal, component), minute)
  .map(([it, at]): Recorded => pushed(it, at));

const entry = fc.oneof(
  { weight: 6, arbitrary: event },
  { weight: 1, arbitrary: state },
  { weight: 1, arbitrary: minute.map((at) => asked(at)) },
  { weight: 1, arbitrary: minute.map(unreadable) },
  { weight: 1, arbitrary: minute.map(refused) },
);
const entries = fc.array(entry, { maxLength: 15 });
const moment = fc.integer({ min: -6100, max: 500 });
const anySettings: fc.Arbitrary<BoardSettings> = fc.constantFrom(settings, polling, {
  ...settings,
  components: new Set(['actions', 'c1']),
});

type Shown = Readonly<{ view: BoardView; incidents: ReadonlyArray<IncidentView> }>;

const shown = (of: BoardSettings, board: Board, at: number, known: BoardView['known'] = 'now'): Shown => ({
  view: boardAt(of)(board, queryAt(at, known)),
  incidents: incidentsAt(of)(board, queryAt(at, known)),
});

const folded = (history: ReadonlyArray<Recorded>): Board => foldEntries(emptyBoard, history);

const holds = <Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  law: (...values: Values) => unknown,
): void => {
  fc.assert(fc.property(...arbitraries, (...values) => law(...values) !== false));
};

test('does not depend on the order of the entries, on how often one comes, nor on how many come at once', (t) => {
  t.notThrows(() => {
    holds(
      [anySettings, entries, moment, fc.constantFrom('now' as const, 'then' as const), fc.infiniteStream(fc.nat())],
      (of, history, at, known, chance) => {
        const shuffled = [...history, ...history.filter((_, index) => index % 2 === 0)]
          .map((it) => [chance.next().value, it] as const)
          .toSorted(([left], [right]) => left - right)
          .map(([, it]) => it);
        const some = shuffled.length === 0 ? 0 : chance.next().value % shuffled.length;
        const inPieces = shuffled
          .slice(some)
          .reduce((board, it) => foldEntries(board, [it]), folded(shuffled.slice(0, some)));
        t.deepEqual(shown(of, inPieces, at, known), shown(of, folded(history), at, known));
      },
    );
  });
});

test('as it was known then, does not change with what is recorded later', (t) => {
  t.notThrows(() => {
    holds([anySettings, entries, moment], (of, history, at) => {
      const early = history.filter(({ recordedAt }) => recordedAt <= minutesAfter(at));
      t.deepEqual(shown(of, folded(history), at, 'then'), shown(of, folded(early), at, 'then'));
    });
  });
});

test('shows no incident as open after its end', (t) => {
  t.notThrows(() => {
    holds([anySettings, entries, moment, moment], (of, history, at, later) => {
      const board = folded(history);
      const isOver = ({ endedAt }: IncidentView, minutes: number): boolean =>
        endedAt !== undefined && endedAt <= minutesAfter(minutes).toISOString();
      const { view, incidents } = shown(of, board, at);
      return (
        incidents.every((it) => !(it.isOpen && isOver(it, at))) &&
        [...view.openIncidents, ...view.runningMaintenance, ...view.upcomingMaintenance].every(
          (it) => !isOver(it, at),
        ) &&
        shown(of, board, later).view.openIncidents.every((it) => !isOver(it, later))
      );
    });
  });
});

test('lists the same as open on the board and among all incidents', (t) => {
  t.notThrows(() => {
    holds([anySettings, entries, moment], (of, history, at) => {
      const { view, incidents } = shown(of, folded(history), at);
      const sorted = (shownIncidents: ReadonlyArray<IncidentView>): ReadonlyArray<string> =>
        shownIncidents.map((it) => JSON.stringify(it)).toSorted();
      t.deepEqual(
        sorted([...view.openIncidents, ...view.runningMaintenance]),
        sorted(incidents.filter(({ isOpen }) => isOpen)),
      );
    });
  });
});

test('says operational only of a page that was read within three intervals', (t) => {
  t.notThrows(() => {
    holds([anySettings, entries, moment], (of, history, at) => {
      const reads = history
        .filter((it) => it._tag === 'PageState' || (it._tag === 'Pass' && it.pass.pages[0]?.outcome !== 'unreadable'))
        .map(({ recordedAt }) => (minutesAfter(at).getTime() - recordedAt.getTime()) / 60_000);
      return shown(of, folded(history), at).view.providers.every(
        (provider) => provider.state !== 'operational' || reads.some((minutes) => minutes <= 15),
      );
    });
  });
});

test('does not open an incident again for a postmortem', (t) => {
  t.notThrows(() => {
    holds([incident, fc.nat(5000), fc.nat(5000)], (it, delay, later) => {
      const [newest] = it.updates;
      const end = (Date.parse(newest?.createdAt ?? '') - minutesAfter(0).getTime()) / 60_000;
      const over = {
        ...it,
        incident: { ...it.incident, status: 'resolved', resolvedAt: undefined },
        updates: [anUpdate('end', 'resolved', end), ...it.updates.slice(1)],
      };
      const postmortem = {
        ...over,
        incident: { ...over.incident, status: 'postmortem' },
        updates: [anUpdate('postmortem', 'postmortem', end + delay), ...over.updates],
      };
      const board = folded([pushed(over, end + 1), pushed(postmortem, end + delay + 1)]);
      const [at] = shown(settings, board, end + 1 + later).incidents;
      return at?.isOpen === false && at.endedAt === minutesAfter(end).toISOString();
    });
  });
});

test('ends what the page withdraws, until a later edit', (t) => {
  t.notThrows(() => {
    holds([minute, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 })], (start, minutes, more) => {
      const began = anIncident('i1', anUpdate('u1', 'investigating', start));
      const gone = {
        ...began,
        incident: { ...began.incident, status: withdrawn, updatedAt: minutesAfter(start + minutes).toISOString() },
        updates: [],
      };
      const back = anIncident('i1', anUpdate('u2', 'identified', start + minutes + more), ...began.updates);
      const ended = folded([pushed(began, start), pushed(gone, start + minutes + 5)]);
      const at = (board: Board, when: number): string | undefined => {
        const [it] = incidentsAt(settings)(board, queryAt(when));
        return it?.isOpen === true ? 'open' : it?.status;
      };
      t.is(at(ended, start), 'open');
      t.is(at(ended, start + minutes), withdrawn);
      const reopened = foldEntries(ended, [pushed(back, start + minutes + more + 6)]);
      t.is(at(reopened, start + minutes + more), 'open');
    });
  });
});

test('counts the minutes of impact in which at least one incident was open, and none of maintenance', (t) => {
  const period = fc
    .tuple(
      fc.integer({ min: -4000, max: -1 }),
      fc.integer({ min: 1, max: 600 }),
      fc.constantFrom('none', 'minor', 'major'),
    )
    .map(([start, minutes, impact]) => ({ start, end: start + minutes, impact }));
  t.notThrows(() => {
    holds([fc.array(period, { maxLength: 5 }), maintenance, minute], (periods, planned, at) => {
      const history = periods.map(({ start, end, impact }, index) => {
        const updates = [anUpdate(`end${index}`, 'resolved', end), anUpdate(`start${index}`, 'investigating', start)];
        const it = anIncident(`i${index}`, ...updates);
        return pushed({ ...it, incident: { ...it.incident, impact } }, end);
      });
      const counted = Array.from({ length: 5000 }, (_, index) => index - 4500).filter(
        (it) => it < at && periods.some(({ start, end, impact }) => impact !== 'none' && start <= it && it < end),
      );
      const [provider] = shown(settings, folded([...history, pushed(planned, -5000)]), at).view.providers;
      t.is(
        provider?.months.reduce((total, { impactMinutes }) => total + impactMinutes, 0),
        counted.length,
      );
    });
  });
});

test('shows no day before the first record as quiet', (t) => {
  t.notThrows(() => {
    holds([anySettings, entries, moment], (of, history, at) =>
      shown(of, folded(history), at).view.providers.every(({ days, firstRecordedAt }) =>
        days.every(({ date, state: is }) => is !== 'quiet' || date >= (firstRecordedAt ?? '9').slice(0, 10)),
      ),
    );
  });
});

test('draws whatever was accepted, at any time', (t) => {
  const year = fc.date({ min: new Date('0000-04-01T00:00Z'), max: new Date('9999-01-01T00:00Z'), noInvalidDate: true });
  t.notThrows(() => {
    holds([fc.array(deliveries, { maxLength: 4 }), minute, year], (them, recordedAt, at) => {
      const board = folded(them.map((it) => pushed(tolerated(it).value, recordedAt)));
      const query = { at, known: 'now' as const, now: at };
      return (
        boardAt(settings)(board, query).providers.length <= them.length &&
        incidentsAt(settings)(board, query).length <= them.length
      );
    });
  });
});
