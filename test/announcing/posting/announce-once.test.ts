import test from 'ava';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type AnnouncementError, unavailable } from '../../../service/announcing/announcement-error.ts';
import { announceOnce } from '../../../service/announcing/posting/announce-once.ts';
import { suppressedBy } from '../../../service/announcing/suppressed-by.ts';
import type { ComponentEvent, IncidentEvent, StatusEvent } from '../../../service/domain/status-event.ts';
import { announceEverything } from '../../helpers/announce-everything.ts';
import { outcomesOf } from '../../helpers/fake-target.ts';
import { component, eventsOf, incident, now } from '../../helpers/rehearsed-events.ts';

const instance = ({ rules = announceEverything, maxRemembered = 10_000 } = {}) => {
  const posted: StatusEvent[] = [];
  const failures: AnnouncementError[] = [];
  const announce = announceOnce({
    post: (event) =>
      TE.fromEither(
        (() => {
          const failure = failures.shift();
          if (failure !== undefined) return { _tag: 'Left' as const, left: failure };
          posted.push(event);
          return { _tag: 'Right' as const, right: undefined };
        })(),
      ),
    suppressedBy: suppressedBy(rules),
    now: () => now,
    maxRemembered,
  });
  return { announce, posted, failures };
};

const withImpact = (event: IncidentEvent, impact: string, updatedAt: string): IncidentEvent => ({
  ...event,
  incident: { ...event.incident, impact, updatedAt },
});

test('posts a version once, and nothing older than what was posted', async (t) => {
  const { announce, posted } = instance();
  const [first, second, third] = eventsOf('incident').filter(({ kind }) => kind === 'incident');
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few events');
  t.deepEqual(await outcomesOf(announce, [first, third, second, third, first]), [
    'Announced',
    'Announced',
    'Superseded',
    'Duplicate',
    'Superseded',
  ]);
  t.deepEqual(posted, [first, third]);
});

test('ends with the newest version of each incident and component, posted once, in whatever order and however often', async (t) => {
  const events = ['incident', 'maintenance', 'component'].flatMap((scenario) => eventsOf(scenario, scenario));
  const shuffled = fc
    .shuffledSubarray([...events, ...events, ...events], { minLength: events.length * 3 })
    .filter((some) => some.length > 0);
  await fc.assert(
    fc.asyncProperty(shuffled, async (arrived) => {
      const { announce, posted } = instance();
      await Promise.all(arrived.map((event) => announce(event)()));
      const versions = posted.map((event) => JSON.stringify(event));
      t.is(new Set(versions).size, versions.length);
      for (const scenario of ['incident', 'maintenance'] as const) {
        t.is(
          posted.findLast(({ kind }) => kind === scenario),
          events.findLast(({ kind }) => kind === scenario),
        );
      }
    }),
    { numRuns: 50 },
  );
});

test('posts again what a target did not accept, and then what is newer only', async (t) => {
  const { announce, posted, failures } = instance();
  const [first, second] = eventsOf('incident').filter(({ kind }) => kind === 'incident');
  if (first === undefined || second === undefined) throw new Error('too few events');
  failures.push(unavailable('HTTP 500'));
  t.deepEqual(await outcomesOf(announce, [first, first, second, first]), [
    'Unavailable',
    'Announced',
    'Announced',
    'Superseded',
  ]);
  t.deepEqual(posted, [first, second]);
});

test('follows what it has announced, whatever the rules say of later versions', async (t) => {
  const rules = { ...announceEverything, minImpact: 'major' as const };
  const opened = withImpact(incident, 'major', '2026-03-01T10:00:00.000Z');
  const lowered = withImpact(incident, 'minor', '2026-03-01T10:10:00.000Z');
  t.deepEqual(await outcomesOf(instance({ rules }).announce, [opened, lowered]), ['Announced', 'Announced']);
  t.deepEqual(await outcomesOf(instance({ rules }).announce, [lowered]), ['Suppressed']);
});

test('does not announce a component whose status did not change', async (t) => {
  const unchanged: ComponentEvent = {
    ...component,
    component: { ...component.component, oldStatus: 'operational', newStatus: 'operational' },
  };
  const { announce, posted } = instance();
  t.deepEqual(await outcomesOf(announce, [unchanged, component]), ['Unchanged', 'Announced']);
  t.deepEqual(posted, [component]);
});

test('announces every change of a component that has no time', async (t) => {
  const changed = (newStatus: string): ComponentEvent => ({
    ...component,
    component: { ...component.component, oldStatus: undefined, newStatus },
    update: { id: undefined, createdAt: undefined },
  });
  t.deepEqual(
    await outcomesOf(instance().announce, [
      changed('major_outage'),
      changed('major_outage'),
      changed('operational'),
      changed('major_outage'),
    ]),
    ['Announced', 'Duplicate', 'Announced', 'Announced'],
  );
});

test('tells the incidents of different pages apart', async (t) => {
  const elsewhere: IncidentEvent = { ...incident, page: { ...incident.page, id: 'another' } };
  t.deepEqual(await outcomesOf(instance().announce, [incident, elsewhere]), ['Announced', 'Announced']);
});

test('forgets what it announced longest ago', async (t) => {
  const numbered = (id: string): IncidentEvent => ({ ...incident, incident: { ...incident.incident, id } });
  const { announce } = instance({ maxRemembered: 2 });
  t.deepEqual(
    await outcomesOf(announce, [
      numbered('a'),
      numbered('b'),
      numbered('c'),
      numbered('c'),
      numbered('b'),
      numbered('a'),
    ]),
    ['Announced', 'Announced', 'Announced', 'Duplicate', 'Duplicate', 'Announced'],
  );
});

test('passes the insertId on', async (t) => {
  const passed: unknown[] = [];
  const announce = announceOnce({
    post: (_, insertId) => {
      passed.push(insertId);
      return TE.right(undefined);
    },
    suppressedBy: () => O.none,
    now: () => now,
  });
  await announce(incident, 'an-insert-id')();
  t.deepEqual(passed, ['an-insert-id']);
});
