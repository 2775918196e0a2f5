import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AnnouncementError } from '../../service/announcing/announcement-error.ts';
import type { Rules } from '../../service/announcing/suppressed-by.ts';
import type { IncidentEvent, StatusEvent } from '../../service/domain/status-event.ts';
import { announceToPagerDuty } from '../../service/pagerduty/announce-to-pagerduty.ts';
import { announceEverything } from '../helpers/announce-everything.ts';
import { type FakePagerDuty, fakePagerDuty } from '../helpers/fake-pagerduty.ts';
import {
  answering,
  answeringJson,
  hangingUp,
  neverAnswering,
  outcomesOf,
  type TargetAnswer,
} from '../helpers/fake-target.ts';
import { component, eventsOf, incident, now, update } from '../helpers/rehearsed-events.ts';

const boardUrl = O.some('https://board.example.com');

const instance = (
  { origin, routingKey }: Pick<FakePagerDuty, 'origin' | 'routingKey'>,
  rules: Partial<Rules> = {},
  timeoutInMilliseconds = 10_000,
) =>
  announceToPagerDuty({ now: () => now, boardUrl, onlyPublic: false, timeoutInMilliseconds })(
    { ...announceEverything, ...rules },
    { routingKey, url: origin },
  );

const incidentOf = (fields: Partial<IncidentEvent['incident']>): IncidentEvent => ({
  ...incident,
  incident: { ...incident.incident, ...fields },
});

test('makes one alert of an incident, which its end resolves, and a change event of each component', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  const events = eventsOf('incident');
  await outcomesOf(instance(pagerDuty), events);
  t.deepEqual(
    pagerDuty.alerts.map(({ severity, isResolved }) => [severity, isResolved]),
    [['warning', true]],
  );
  t.is(pagerDuty.changes.length, events.filter(({ kind }) => kind === 'component').length);
  t.is(pagerDuty.accepted.length, pagerDuty.requests.length);
});

test('opens at most one alert, and leaves none open, in whatever order and however often events arrive', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  const run = { count: 0 };
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
      const page = `page${(run.count += 1)}`;
      const events = ['incident', 'critical', 'maintenance'].flatMap((scenario) =>
        eventsOf(scenario, `${page}${scenario}`),
      );
      const arrived = [...events, ...events]
        .map((event) => ({ event, rank: numbers.next().value as number }))
        .sort((one, other) => one.rank - other.rank);
      const before = pagerDuty.alerts.length;
      const announce = instance(pagerDuty);
      await Promise.all(arrived.map(({ event }) => announce(event)()));
      const opened = pagerDuty.alerts.slice(before);
      t.true(opened.every(({ isResolved }) => isResolved));
      t.true(new Set(opened.map(({ dedupKey }) => dedupKey)).size === opened.length && opened.length <= 2);
    }),
    { numRuns: 15 },
  );
});

test('pages for no postmortem, maintenance, component or incident without an impact', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  await outcomesOf(instance(pagerDuty), [
    incidentOf({ status: 'postmortem', impact: 'critical' }),
    ...eventsOf('maintenance'),
    ...eventsOf('component'),
    component,
    incidentOf({ id: 'harmless', impact: 'none' }),
    incidentOf({ id: 'harmless', impact: 'none', status: 'resolved' }),
  ]);
  t.deepEqual(pagerDuty.alerts, []);
  t.true(pagerDuty.changes.some((summary) => summary.includes('resolved, impact none')));
});

test('resolves what it opened, whatever the rules and the impact say by then, and after a restart', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  await outcomesOf(instance(pagerDuty), [incidentOf({ impact: 'major' })]);
  const rules = { minImpact: 'critical' as const, components: new Set(['pages']) };
  await outcomesOf(instance(pagerDuty, rules), [
    incidentOf({ impact: 'none', status: 'monitoring', updatedAt: '2026-03-01T10:30:00.000Z' }),
    incidentOf({ impact: 'none', status: 'resolved', updatedAt: '2026-03-01T11:00:00.000Z' }),
  ]);
  t.deepEqual(
    pagerDuty.alerts.map(({ isResolved }) => isResolved),
    [true],
  );
  t.deepEqual(pagerDuty.changes, []);
});

test('follows an alert that it opened, and tells by a change event that its impact is none', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  await outcomesOf(instance(pagerDuty), [
    incidentOf({ impact: 'major' }),
    incidentOf({ impact: 'none', updatedAt: '2026-03-01T10:30:00.000Z' }),
  ]);
  t.deepEqual(
    pagerDuty.alerts.map(({ isResolved }) => isResolved),
    [false],
  );
  t.is(pagerDuty.changes.length, 1);
});

test('pages only for what its rules let through', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  const announce = instance(pagerDuty, { minImpact: 'critical' });
  t.deepEqual(
    await outcomesOf(announce, [incidentOf({ impact: 'major' }), incidentOf({ id: 'another', impact: 'critical' })]),
    ['Suppressed', 'Announced'],
  );
  t.deepEqual(
    pagerDuty.alerts.map(({ severity }) => severity),
    ['critical'],
  );
});

test('keeps to the limits, whatever a page says', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  const long = '"\\𝕊&<>'.repeat(3000);
  const event: StatusEvent = {
    ...incident,
    provider: long,
    incident: { ...incident.incident, id: long, name: long, status: long },
    components: Array.from({ length: 500 }, () => ({ id: long, name: long, oldStatus: long, newStatus: long })),
    updates: [{ ...update, body: long }],
  };
  const resolved: StatusEvent = {
    ...event,
    incident: { ...event.incident, status: 'resolved', updatedAt: '2026-03-01T11:00:00.000Z' },
  };
  t.deepEqual(await outcomesOf(instance(pagerDuty), [event, resolved]), ['Announced', 'Announced']);
  t.deepEqual(
    pagerDuty.alerts.map(({ isResolved }) => isResolved),
    [true],
  );
});

test('sends the whole of an alert', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  await outcomesOf(instance(pagerDuty), [incident]);
  t.deepEqual(JSON.parse(pagerDuty.accepted[0]?.body ?? ''), {
    routing_key: pagerDuty.routingKey,
    event_action: 'trigger',
    dedup_key: 'kctbh9vrtdwd/incident1',
    client: 'StatusWatch',
    client_url: 'https://stspg.io/abc',
    links: [
      { href: 'https://stspg.io/abc', text: 'Status page' },
      { href: 'https://board.example.com/incidents/incident1', text: 'Board' },
    ],
    payload: {
      summary: 'GitHub incident "Delays in Actions": investigating, impact minor (Actions)',
      source: 'GitHub',
      timestamp: '2026-03-01T10:00:00.000Z',
      custom_details: {
        status: 'Investigating',
        impact: 'Minor',
        components: ['Actions: Operational → Degraded performance'],
        update: 'We are investigating.',
        since: '2026-03-01T10:00:00.000Z',
      },
      severity: 'warning',
      class: 'incident',
    },
  });
});

const failsWith = test.macro<[string, TargetAnswer, AnnouncementError]>({
  exec: async (t, _what, answer, error) => {
    const pagerDuty = await fakePagerDuty(t);
    pagerDuty.answerNext(answer);
    const patient = instance(pagerDuty);
    const announce = answer === neverAnswering ? instance(pagerDuty, {}, 50) : patient;
    t.deepEqual(await announce(incident)(), E.left(error));
    t.deepEqual(await outcomesOf(patient, [incident]), ['Announced']);
    t.is(pagerDuty.alerts.length, 1);
  },
  title: (_, what) => `reports ${what}, and announces the event when it comes again`,
});
test(failsWith, 'a limit', answering(429, ''), { _tag: 'RateLimited', retryAfterInSeconds: O.none });
test(failsWith, 'an error', answering(500, ''), { _tag: 'Unavailable', reason: 'HTTP 500' });
test(failsWith, 'a lost connection', hangingUp, { _tag: 'Unavailable', reason: 'ECONNRESET' });
test(failsWith, 'that it is slow', neverAnswering, { _tag: 'Unavailable', reason: 'no answer in time' });
test(failsWith, 'what another answers', answeringJson(200, {}), {
  _tag: 'Unavailable',
  reason: 'an unexpected answer',
});
test(failsWith, 'an answer that is no JSON', answering(202, '{"status":'), {
  _tag: 'Unavailable',
  reason: 'an unexpected answer',
});
test(failsWith, 'a body that is too large', answering(413, ''), { _tag: 'Refused', reason: 'HTTP 413' });

test('names a refusal without the routing key', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  const wrong = { origin: pagerDuty.origin, routingKey: 'f'.repeat(32) };
  t.deepEqual(await instance(wrong)(incident)(), E.left({ _tag: 'Refused', reason: 'HTTP 400: invalid event' }));
});
