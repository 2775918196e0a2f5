import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type { AffectedComponent, ComponentEvent, IncidentEvent } from '../../../service/domain/status-event.ts';
import { type FakeSlack, fakeSlack } from '../../helpers/fake-slack.ts';
import { component, eventsOf, incident, update } from '../../helpers/rehearsed-events.ts';
import { announceAll, slackBot } from '../../helpers/slack-bot.ts';

const at = (
  createdAt: string | undefined,
  changes: Partial<ComponentEvent['component']> = {},
  id: string | undefined = 'change1',
): ComponentEvent => ({
  ...component,
  component: { ...component.component, ...changes },
  update: { id, createdAt },
});

const resolvedAt = (time: string): IncidentEvent => ({
  ...incident,
  incident: { ...incident.incident, status: 'resolved', resolvedAt: time, updatedAt: time },
});

const alone = (slack: FakeSlack): ReadonlyArray<string> =>
  slack
    .threads()
    .filter(({ metadata }) => metadata?.event_type === 'statuswatch_component')
    .map(({ text }) => text);
const inThreads = (slack: FakeSlack): ReadonlyArray<string> =>
  slack
    .threads()
    .flatMap(({ replies }) => replies)
    .filter(({ metadata }) => metadata?.event_type === 'statuswatch_component')
    .map(({ text }) => text);

const change = '🟠 GitHub: Actions: Operational → Partial outage';

test('posts a message of its own where no incident is open', async (t) => {
  const slack = await fakeSlack(t);
  await announceAll(slackBot(slack), [component, component]);
  t.deepEqual(alone(slack), [change]);
});

test('goes into the thread of an open incident that names the component', async (t) => {
  const slack = await fakeSlack(t);
  await announceAll(slackBot(slack), [incident, component, component]);
  t.deepEqual([alone(slack), inThreads(slack)], [[], [change]]);
});

test('goes into the thread of an incident that names the component by name alone', async (t) => {
  const slack = await fakeSlack(t);
  const named = { id: undefined, name: 'Actions', oldStatus: undefined, newStatus: undefined };
  await announceAll(slackBot(slack), [{ ...incident, components: [named] }, component]);
  t.deepEqual(inThreads(slack), [change]);
});

test('goes into the thread of an incident that named the component before', async (t) => {
  const slack = await fakeSlack(t);
  const edited = {
    ...incident,
    components: [],
    incident: { ...incident.incident, updatedAt: '2026-03-01T10:01:00.000Z' },
  };
  await announceAll(slackBot(slack), [
    incident,
    component,
    edited,
    component,
    at('2026-03-01T10:02:00.000Z', {}, 'change2'),
  ]);
  t.deepEqual([alone(slack), inThreads(slack)], [[], [change, change]]);
});

const staysAlone = test.macro<[string, IncidentEvent, ComponentEvent]>({
  exec: async (t, _what, thread, event) => {
    const slack = await fakeSlack(t);
    await announceAll(slackBot(slack), [thread, event]);
    t.deepEqual([alone(slack), inThreads(slack)], [[change], []]);
  },
  title: (_, what) => `posts a message of its own beside ${what}`,
});
test(staysAlone, 'an incident of other components', { ...incident, components: [] }, component);
test(staysAlone, 'an incident of another page', { ...incident, page: { ...incident.page, id: 'another' } }, component);
test(staysAlone, 'an incident that ended long before', resolvedAt('2026-03-01T09:45:00.000Z'), component);
test(staysAlone, 'an incident that began long after', incident, at('2026-03-01T09:45:00.000Z'));

test('goes into the thread of an incident that ended a moment before or began a moment after', async (t) => {
  const slack = await fakeSlack(t);
  await announceAll(slackBot(slack), [
    resolvedAt('2026-03-01T11:00:00.000Z'),
    at('2026-03-01T11:00:05.000Z'),
    at('2026-03-01T09:59:55.000Z', {}, 'change2'),
  ]);
  t.deepEqual([alone(slack), inThreads(slack)], [[], [change, change]]);
});

const goesIntoThread = test.macro<[string, IncidentEvent, ComponentEvent]>({
  exec: async (t, _what, thread, event) => {
    const slack = await fakeSlack(t);
    await announceAll(slackBot(slack), [thread, event]);
    t.deepEqual([alone(slack), inThreads(slack)], [[], [change]]);
  },
  title: (_, what) => `goes into the thread of ${what}`,
});
test(goesIntoThread, 'an incident that began 10 minutes later', incident, at('2026-03-01T09:50:00.000Z'));
test(staysAlone, 'an incident that began more than 10 minutes later', incident, at('2026-03-01T09:49:59.999Z'));
test(
  goesIntoThread,
  'an incident that ended almost 10 minutes earlier',
  resolvedAt('2026-03-01T11:00:00.000Z'),
  at('2026-03-01T11:09:59.999Z'),
);
test(
  staysAlone,
  'an incident that ended 10 minutes earlier',
  resolvedAt('2026-03-01T11:00:00.000Z'),
  at('2026-03-01T11:10:00.000Z'),
);

test('goes into the newest thread that names the component, and into no other on redelivery', async (t) => {
  const slack = await fakeSlack(t);
  const other = { ...incident, incident: { ...incident.incident, id: 'incident2' } };
  await announceAll(slackBot(slack), [
    incident,
    component,
    other,
    component,
    at('2026-03-01T10:00:06.000Z', {}, 'change2'),
  ]);
  t.deepEqual(
    slack.threads().map(({ replies }) => replies.length),
    [2, 2],
  );
});

test('is not posted again when an incident that names it arrives later', async (t) => {
  const slack = await fakeSlack(t);
  await announceAll(slackBot(slack), [component, incident, component]);
  t.deepEqual([alone(slack), inThreads(slack)], [[change], []]);
});

test('is posted each time where the page gives neither an id nor a time', async (t) => {
  const slack = await fakeSlack(t);
  const nameless = { ...component, update: { id: undefined, createdAt: undefined } };
  await announceAll(slackBot(slack), [nameless, nameless]);
  t.is(alone(slack).length, 2);
});

test('is suppressed by a rule, except in a thread that names it', async (t) => {
  const slack = await fakeSlack(t);
  const announce = slackBot(slack, { minImpact: 'critical' });
  t.deepEqual(await announce(component)(), E.right({ _tag: 'Suppressed', rule: 'ANNOUNCE_MIN_IMPACT' }));
  await announceAll(announce, [{ ...incident, incident: { ...incident.incident, impact: 'critical' } }, component]);
  t.deepEqual([alone(slack), inThreads(slack)], [[], [change]]);
});

const naming = (createdAt: string, changes: Partial<AffectedComponent> = {}, id = 'update2'): IncidentEvent => ({
  ...incident,
  incident: { ...incident.incident, updatedAt: createdAt },
  updates: [
    {
      ...update,
      id,
      createdAt,
      updatedAt: createdAt,
      components: [
        {
          id: 'component1',
          name: 'Actions',
          oldStatus: 'operational',
          newStatus: 'partial_outage',
          ...changes,
        },
      ],
    },
    update,
  ],
});

const isNotRepeated = test.macro<[string, IncidentEvent, ComponentEvent]>({
  exec: async (t, _what, named, event) => {
    const slack = await fakeSlack(t);
    await announceAll(slackBot(slack), [named, event, named, event]);
    t.deepEqual([alone(slack), inThreads(slack)], [[], []]);
    t.is(slack.threads()[0]?.replies.length, 2);
  },
  title: (_, what) => `is not posted again where an update ${what}`,
});
test(isNotRepeated, 'names it', naming('2026-03-01T10:00:03.000Z'), component);
test(isNotRepeated, 'names it without its id', naming('2026-03-01T10:00:03.000Z', { id: undefined }), component);
test(isNotRepeated, 'is 2 minutes older', naming('2026-03-01T09:58:05.000Z'), component);
test(
  isNotRepeated,
  'names it without the old status',
  naming('2026-03-01T10:00:03.000Z', { oldStatus: undefined }),
  component,
);

const isPostedBeside = test.macro<[string, IncidentEvent, ComponentEvent]>({
  exec: async (t, _what, other, event) => {
    const slack = await fakeSlack(t);
    await announceAll(slackBot(slack), [other, event, event]);
    t.is(inThreads(slack).length, 1);
  },
  title: (_, what) => `is posted in the thread where an update ${what}`,
});
test(
  isPostedBeside,
  'names another status',
  naming('2026-03-01T10:00:03.000Z', { newStatus: 'major_outage' }),
  component,
);
test(
  isPostedBeside,
  'names another component',
  naming('2026-03-01T10:00:03.000Z', { id: 'component2', name: 'Pages' }),
  component,
);
test(
  isPostedBeside,
  'says that the component stays as it is',
  naming('2026-03-01T10:00:03.000Z', { oldStatus: 'partial_outage' }),
  component,
);
test(isPostedBeside, 'is over 2 minutes older', naming('2026-03-01T09:58:04.999Z'), component);
test(isPostedBeside, 'is over 2 minutes newer', naming('2026-03-01T10:02:05.001Z'), component);

const statusNames: Readonly<Record<string, string>> = {
  operational: 'Operational',
  degraded_performance: 'Degraded performance',
  partial_outage: 'Partial outage',
  major_outage: 'Major outage',
};
const changeIn = ({ component: { name = '', oldStatus = '', newStatus } }: ComponentEvent): string =>
  `${name}: ${statusNames[oldStatus] ?? ''} → ${statusNames[newStatus] ?? ''}`;

test('is told once, however often and in whatever order the events of an incident and its components arrive', async (t) => {
  const events = eventsOf('incident');
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      async (shuffled) => {
        const slack = await fakeSlack(t, { maxPerPage: 4 });
        for (const event of shuffled) {
          const told = JSON.stringify(slack.threads().map(({ text, replies }) => [text, replies]));
          const before = alone(slack).length + inThreads(slack).length;
          await announceAll(slackBot(slack), [event]);
          const posted = alone(slack).length + inThreads(slack).length - before;
          t.is(posted, event.kind === 'component' && !told.includes(changeIn(event)) ? 1 : 0);
        }
        t.is(slack.threads().length - alone(slack).length, 1);
      },
    ),
    { numRuns: 25 },
  );
});

test('adds nothing to the thread of an incident whose updates name every change', async (t) => {
  const slack = await fakeSlack(t);
  const events = eventsOf('incident');
  await announceAll(slackBot(slack), events);
  t.is(slack.threads().length, 1);
  t.deepEqual(inThreads(slack), []);
  t.is(slack.threads()[0]?.replies.length, 5);
});
