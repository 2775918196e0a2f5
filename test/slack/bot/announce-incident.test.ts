import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { IncidentEvent, IncidentUpdate } from '../../../service/domain/status-event.ts';
import { incidentMessage } from '../../../service/slack/messages/incident-message.ts';
import { componentMetadata, threadMetadata, updateMetadata } from '../../../service/slack/messages/message-metadata.ts';
import { answerLost, connectionLost, type FakeSlack, fakeSlack, rateLimited } from '../../helpers/fake-slack.ts';
import { component, eventsOf, incident, isIncident, now, update } from '../../helpers/rehearsed-events.ts';
import { announceAll, slackBot } from '../../helpers/slack-bot.ts';

const announced = E.right({ _tag: 'Announced' as const });

const updateOf = (changes: Partial<IncidentUpdate>): IncidentUpdate => ({
  ...update,
  ...changes,
});

const later = (
  changes: Partial<IncidentEvent['incident']>,
  ...updates: ReadonlyArray<Partial<IncidentUpdate>>
): IncidentEvent => ({
  ...incident,
  incident: { ...incident.incident, ...changes },
  updates: updates.map(updateOf),
});

const second = {
  id: 'update2',
  status: 'identified',
  body: 'Found.',
  createdAt: '2026-03-01T10:30:00.000Z',
  updatedAt: '2026-03-01T10:30:00.000Z',
};
const identified = later({ status: 'identified', updatedAt: '2026-03-01T10:30:00.000Z' }, second, {});

/** What a reader of the channel sees, whatever led to it. */
const shown = (slack: FakeSlack) =>
  slack.threads().map(({ text, blocks, attachments, replies }) => ({
    text,
    blocks,
    attachments,
    replies: replies.map((reply) => JSON.stringify(reply.blocks)).toSorted(),
  }));

test('keeps one thread for a whole incident', async (t) => {
  const slack = await fakeSlack(t, { now: () => now });
  await announceAll(slackBot(slack), eventsOf('incident').filter(isIncident));
  const [thread, ...others] = slack.threads();
  t.deepEqual(others, []);
  t.snapshot({ first: thread, replies: thread?.replies });
});

test('keeps one thread for a whole maintenance', async (t) => {
  const slack = await fakeSlack(t);
  await announceAll(slackBot(slack), eventsOf('maintenance').filter(isIncident));
  const [thread, ...others] = slack.threads();
  t.deepEqual(others, []);
  t.is(thread?.text, '✅ Rehearsal: GitHub maintenance "Database upgrade": completed, impact maintenance (Database)');
  t.is(thread?.replies.length, 4);
});

test('ends the thread of an incident that was withdrawn, and shows it open again when it is back', async (t) => {
  const slack = await fakeSlack(t, { now: () => now });
  const bot = slackBot(slack);
  const withdrawn = later({ status: 'withdrawn', updatedAt: '2026-03-01T10:30:00.000Z' });
  const reopened = later({ updatedAt: '2026-03-01T10:30:00.001Z' }, { updatedAt: '2026-03-01T10:30:00.001Z' });
  await announceAll(bot, [incident, withdrawn]);
  t.regex(slack.threads()[0]?.text ?? '', /^✅ GitHub incident "Delays in Actions": withdrawn/u);
  await announceAll(bot, [reopened]);
  t.regex(slack.threads()[0]?.text ?? '', /^🟠 GitHub incident "Delays in Actions": investigating/u);
  t.is(slack.threads().length, 1);
});

test('shows the same thread however often and in whatever order events arrive, from however many instances', async (t) => {
  const events = eventsOf('incident').filter(isIncident);
  const inOrder = await fakeSlack(t);
  await announceAll(slackBot(inOrder), events);
  const expected = shown(inOrder);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      fc.integer({ min: 2, max: 3 }),
      async (shuffled, maxPerPage) => {
        const slack = await fakeSlack(t, { maxPerPage });
        for (const event of shuffled) {
          await announceAll(slackBot(slack), [event]);
        }
        t.deepEqual(shown(slack), expected);
      },
    ),
    { numRuns: 40 },
  );
});

test('shows the same thread when all events arrive at once', async (t) => {
  const events = eventsOf('incident').filter(isIncident);
  const inOrder = await fakeSlack(t);
  await announceAll(slackBot(inOrder), events);
  const slack = await fakeSlack(t);
  const announce = slackBot(slack);
  await Promise.all([...events, ...events].map((event) => announce(event)()));
  t.deepEqual(shown(slack), shown(inOrder));
});

test('shows the same thread after retries, whichever calls fail and whichever answers are lost', async (t) => {
  const events = eventsOf('incident').filter(isIncident);
  const inOrder = await fakeSlack(t);
  await announceAll(slackBot(inOrder), events);
  const answer = fc.constantFrom(undefined, undefined, connectionLost, answerLost, rateLimited('1'));
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { maxLength: 30 }), async (answers) => {
      const slack = await fakeSlack(t);
      slack.answerNext(...answers);
      for (const event of events) {
        while (E.isLeft(await slackBot(slack)(event)())) {
          // As Pub/Sub does.
        }
      }
      t.deepEqual(shown(slack), shown(inOrder));
    }),
    { numRuns: 25 },
  );
});

test('starts with the whole history, and mentions an older thread only if there may be one', async (t) => {
  const slack = await fakeSlack(t, { now: () => now });
  await announceAll(slackBot(slack), [identified]);
  const [thread] = slack.threads();
  t.deepEqual(
    thread?.replies.map(({ text }) => text),
    ['Investigating: We are investigating.', 'Identified: Found.'],
  );
  t.notRegex(JSON.stringify(thread), /older thread/);
  t.is(slack.calls.length, 5);
});

for (const author of [{ bot_id: 'B0ANOTHER', app_id: 'A0ANOTHER' }, { app_id: 'A0ANOTHER' }, { user: 'U0ANOTHER' }]) {
  test(`believes no metadata of another app: ${JSON.stringify(author)}`, async (t) => {
    const message = incidentMessage(incident, { isContinued: false });
    const forged = threadMetadata(incident, message, { isContinued: false, earlierComponents: [], now });
    const latest = { ...forged, event_payload: { ...forged.event_payload, version: '9999' } };
    const reply = updateMetadata(incident, { ...update, updatedAt: '9999-01-01T00:00:00.000Z' }, now);
    const slack = await fakeSlack(t);
    slack.sayAsApp(author, latest);
    slack.sayAsApp(author, reply, slack.threads()[0]?.ts);
    slack.sayAsApp(author, componentMetadata(component, now));
    await announceAll(slackBot(slack), [incident, component]);
    const [, ...threads] = slack.threads().filter(({ metadata }) => metadata?.event_type === 'statuswatch_incident');
    t.deepEqual(
      threads.map(({ replies }) => replies.map(({ text }) => text)),
      [['Investigating: We are investigating.', '🟠 GitHub: Actions: Operational → Partial outage']],
    );
  });
}

test('learns once which messages are its own', async (t) => {
  const slack = await fakeSlack(t);
  await announceAll(slackBot(slack), [incident, identified]);
  t.is(slack.calls.filter(({ method }) => method === 'auth.test').length, 1);
});

test('needs few calls to post an update', async (t) => {
  const slack = await fakeSlack(t);
  const announce = slackBot(slack);
  await announceAll(announce, [incident]);
  const before = slack.calls.length;
  await announceAll(announce, [identified]);
  t.deepEqual(
    slack.calls.slice(before).map(({ method }) => method),
    ['conversations.history', 'chat.update', 'conversations.replies', 'chat.postMessage'],
  );
});

test('adds a late update to the thread and leaves the newer parent message alone', async (t) => {
  const slack = await fakeSlack(t);
  const newer = later({ status: 'identified', updatedAt: '2026-03-01T10:30:00.000Z' }, second);
  await announceAll(slackBot(slack), [newer, incident]);
  const [thread] = slack.threads();
  t.regex(thread?.text ?? '', /identified/);
  t.is(thread?.edits, 0);
  t.deepEqual(
    thread?.replies.map(({ text }) => text),
    ['Identified: Found.', 'Investigating: We are investigating.'],
  );
});

test('shows a change that came without an update, and an update that was edited', async (t) => {
  const slack = await fakeSlack(t);
  await announceAll(slackBot(slack), [
    incident,
    later({ impact: 'critical', updatedAt: '2026-03-01T10:05:00.000Z' }, {}),
    later(
      { impact: 'critical', updatedAt: '2026-03-01T10:10:00.000Z' },
      { body: 'Corrected.', updatedAt: '2026-03-01T10:10:00.000Z' },
    ),
    incident,
  ]);
  const [thread] = slack.threads();
  t.regex(thread?.text ?? '', /^🚨.*critical/);
  t.deepEqual(
    thread?.replies.map(({ text }) => text),
    ['Investigating: Corrected.'],
  );
});

test('takes events without times in the order of arrival', async (t) => {
  const slack = await fakeSlack(t);
  const undated = (status: string, impact: string): IncidentEvent =>
    later({ status, impact, createdAt: undefined, updatedAt: undefined, shortlink: undefined });
  await announceAll(slackBot(slack), [
    undated('investigating', 'major'),
    undated('identified', 'major'),
    undated('identified', 'minor'),
    undated('investigating', 'major'),
    undated('resolved', 'minor'),
  ]);
  const [thread, ...others] = slack.threads();
  t.deepEqual(others, []);
  t.regex(thread?.text ?? '', /resolved, impact minor/);
  t.deepEqual(
    thread?.replies.map(({ text }) => text),
    ['Investigating', 'Identified', 'Resolved'],
  );
});

test('tells updates without an id apart by their text', async (t) => {
  const slack = await fakeSlack(t);
  const nameless = later({}, { id: undefined, body: 'Two.' }, { id: undefined, body: 'One.' });
  await announceAll(slackBot(slack), [nameless, nameless]);
  t.deepEqual(
    slack.threads()[0]?.replies.map(({ text }) => text),
    ['Investigating: One.', 'Investigating: Two.'],
  );
});

test('posts updates with the same id, or with the same content and no id, once', async (t) => {
  const slack = await fakeSlack(t);
  const nothing = { id: undefined, status: undefined, body: undefined, createdAt: undefined, updatedAt: undefined };
  const edited = { body: 'Corrected.', updatedAt: '2026-03-01T10:10:00.000Z' };
  await announceAll(slackBot(slack), [later({}, ...Array.from({ length: 1000 }, () => nothing), {}, edited, {})]);
  t.deepEqual(
    slack.threads()[0]?.replies.map(({ text }) => text),
    ['Investigating: Corrected.', 'Update'],
  );
});

const manyUpdates = Array.from({ length: 24_901 }, (_, index) => ({ id: `u${index}`, body: `Number ${index}.` }));

test('posts at most the newest 50 updates, and says how many are left out', async (t) => {
  const slack = await fakeSlack(t);
  const announce = slackBot(slack);
  const event = later({}, ...manyUpdates);
  await announceAll(announce, [event, event]);
  const texts = slack.threads()[0]?.replies.map(({ text }) => text) ?? [];
  t.is(texts.length, 51);
  t.is(texts[0], '24851 older updates are not shown');
  t.deepEqual([texts[1], texts[50]], ['Investigating: Number 49.', 'Investigating: Number 0.']);
  t.true(slack.calls.length < 60);
});

test('counts no update as left out that it has posted before', async (t) => {
  const slack = await fakeSlack(t);
  const announce = slackBot(slack);
  await announceAll(announce, [
    later({}, ...manyUpdates.slice(52, 92)),
    later({}, ...manyUpdates.slice(40, 92)),
    later({}, ...manyUpdates.slice(0, 92)),
    later({}, ...manyUpdates.slice(0, 94)),
  ]);
  const texts = slack.threads()[0]?.replies.map(({ text }) => text) ?? [];
  t.deepEqual(
    texts.filter((text) => text.includes('not shown')),
    ['2 older updates are not shown'],
  );
  t.is(texts.length, 93);
});

test('finds its messages again, however long the ids are', async (t) => {
  const slack = await fakeSlack(t);
  const id = '\u0000'.repeat(20_000);
  const long: IncidentEvent = {
    ...later({ id }, { id }),
    page: { ...incident.page, id },
    components: [{ id, name: undefined, oldStatus: undefined, newStatus: undefined }],
  };
  const other = { ...long, incident: { ...long.incident, id: `${id}other` } };
  const change = {
    ...component,
    page: long.page,
    component: { ...component.component, id },
    update: { id, createdAt: undefined },
  };
  const announce = slackBot(slack);
  await announceAll(announce, [long, other, long, other, change, change]);
  t.deepEqual(
    slack.threads().map(({ replies }) => replies.length),
    [1, 2],
  );
});

test('is held up by a time in the future for at most a minute', async (t) => {
  const slack = await fakeSlack(t);
  let time = now;
  const announce = slackBot(slack, {}, () => time);
  const future = '9999-12-31T23:59:59.999Z';
  await announceAll(announce, [later({ updatedAt: future }, { body: 'Forged.', updatedAt: future })]);
  time = new Date(now.getTime() + 60_001);
  const updatedAt = time.toISOString();
  await announceAll(announce, [later({ impact: 'critical', updatedAt }, { body: 'Genuine.', updatedAt })]);
  const [thread] = slack.threads();
  t.regex(thread?.text ?? '', /critical/);
  t.deepEqual(
    thread?.replies.map(({ text }) => text),
    ['Investigating: Genuine.'],
  );
});

test('keeps each incident of each page in a thread of its own', async (t) => {
  const slack = await fakeSlack(t);
  await announceAll(slackBot(slack), [
    incident,
    { ...incident, page: { ...incident.page, id: 'another' } },
    { ...incident, page: { ...incident.page, id: undefined } },
    later({ id: 'incident2' }, {}),
    identified,
  ]);
  t.deepEqual(
    slack.threads().map(({ replies }) => replies.length),
    [2, 1, 1, 1],
  );
});

test('finds its thread in a busy channel', async (t) => {
  const slack = await fakeSlack(t, { now: () => now });
  await announceAll(slackBot(slack), [incident]);
  for (let count = 0; count < 450; count += 1) {
    slack.say('hello');
  }
  await announceAll(slackBot(slack), [identified]);
  t.is(slack.threads().filter(({ metadata }) => metadata !== undefined).length, 1);
});

test('starts a new thread that says so where the old one is too old to be found', async (t) => {
  const days = 24 * 60 * 60 * 1000;
  let time = now;
  const slack = await fakeSlack(t, { now: () => time });
  await announceAll(
    slackBot(slack, {}, () => time),
    [incident],
  );
  time = new Date(now.getTime() + 29 * days);
  await announceAll(
    slackBot(slack, {}, () => time),
    [identified],
  );
  t.is(slack.threads().length, 1);
  time = new Date(now.getTime() + 31 * days);
  await announceAll(
    slackBot(slack, {}, () => time),
    [identified, later({ status: 'resolved', updatedAt: '2026-03-31T10:30:00.000Z' }, second, {})],
  );
  const [, thread, ...others] = slack.threads();
  t.deepEqual(others, []);
  t.regex(thread?.text ?? '', /resolved/);
  t.regex(JSON.stringify(thread?.attachments), /Earlier updates may be in an older thread/);
});

test('starts a new thread that says so where too many messages follow the old one', async (t) => {
  const slack = await fakeSlack(t, { now: () => now, maxPerPage: 5 });
  await announceAll(slackBot(slack), [incident]);
  for (let count = 0; count < 55; count += 1) {
    slack.say('hello');
  }
  await announceAll(slackBot(slack), [identified]);
  const [, newer_] = slack.threads().filter(({ metadata }) => metadata !== undefined);
  t.regex(JSON.stringify(newer_?.attachments), /older thread/);
});

test('posts nothing that a rule suppresses', async (t) => {
  const slack = await fakeSlack(t);
  t.deepEqual(
    await slackBot(slack, { minImpact: 'major' })(incident)(),
    E.right({ _tag: 'Suppressed', rule: 'ANNOUNCE_MIN_IMPACT' }),
  );
  t.deepEqual(slack.threads(), []);
});

test('follows a thread to its end even if the impact falls below the minimum', async (t) => {
  const slack = await fakeSlack(t);
  const announce = slackBot(slack, { minImpact: 'major' });
  await announceAll(announce, [
    later({ impact: 'major' }, {}),
    later({ impact: 'none', status: 'resolved', updatedAt: second.updatedAt }, { ...second, status: 'resolved' }, {}),
  ]);
  const [thread] = slack.threads();
  t.regex(thread?.text ?? '', /^✅.*resolved, impact none/);
  t.is(thread?.replies.length, 2);
});

test('posts the update where the workspace forbids editing the parent message', async (t) => {
  const slack = await fakeSlack(t, { editable: false });
  const announce = slackBot(slack);
  await announceAll(announce, [incident]);
  t.deepEqual(await announce(identified)(), announced);
  t.is(slack.threads()[0]?.replies.length, 2);
});

test('fails and posts nothing twice where the parent message cannot be edited for another reason', async (t) => {
  const slack = await fakeSlack(t);
  const announce = slackBot(slack);
  await announceAll(announce, [incident]);
  slack.answerNext(undefined, rateLimited('7'));
  t.deepEqual(await announce(identified)(), E.left({ _tag: 'RateLimited', retryAfterInSeconds: O.some(7) }));
  t.is(slack.threads()[0]?.replies.length, 1);
});
