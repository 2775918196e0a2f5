import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AnnouncementError } from '../../service/announcing/announcement-error.ts';
import { fieldAt } from '../../service/codec/field-at.ts';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { adaptiveCard } from '../../service/teams/adaptive-card.ts';
import { announceToTeams } from '../../service/teams/announce-to-teams.ts';
import { AdaptiveCard, SerializationContext, Versions } from '../helpers/adaptive-cards.ts';
import { announceEverything } from '../helpers/announce-everything.ts';
import {
  answering,
  answeringJson,
  fakeTarget,
  hangingUp,
  neverAnswering,
  outcomesOf,
  type TargetAnswer,
} from '../helpers/fake-target.ts';
import { component, eventsOf, incident, now, update } from '../helpers/rehearsed-events.ts';

const path = '/powerautomate/automations/direct/workflows/abc/triggers/manual/paths/invoke?api-version=1&sig=secret';
const maxBytes = 28 * 1000;

/** What a renderer of Microsoft says against a card. */
const mistakesIn = (card: unknown): ReadonlyArray<string> => {
  const context = new SerializationContext(Versions.v1_5);
  new AdaptiveCard().parse(card, context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
};

/** A workflow that posts cards in a channel: https://learn.microsoft.com/connectors/teams/#microsoft-teams-webhook */
const fakeTeams = async (t: ExecutionContext) => {
  const cards: unknown[] = [];
  const target = await fakeTarget(t, (request, response) => {
    if (request.path !== path) {
      answeringJson(401, { error: { code: 'DirectApiAuthorizationRequired', message: path } })(response);
      return false;
    }
    if (Buffer.byteLength(request.body) > maxBytes) {
      answeringJson(413, { error: { code: 'RequestEntityTooLarge', message: '' } })(response);
      return false;
    }
    const message: unknown = JSON.parse(request.body);
    const [attachment] = fieldAt('attachments')(message) as ReadonlyArray<unknown>;
    const card = fieldAt('content')(attachment);
    const isValid =
      fieldAt('type')(message) === 'message' &&
      fieldAt('contentType')(attachment) === 'application/vnd.microsoft.card.adaptive' &&
      mistakesIn(card).length === 0;
    answering(isValid ? 202 : 400, '')(response);
    if (isValid) cards.push(card);
    return isValid;
  });
  return { ...target, url: `${target.origin}${path}`, cards };
};

const boardUrl = O.some('https://board.example.com');

const instance = (url: string, timeoutInMilliseconds = 10_000) =>
  announceToTeams({ now: () => now, boardUrl, onlyPublic: false, timeoutInMilliseconds })(announceEverything, { url });

for (const scenario of ['incident', 'maintenance', 'component', 'page', 'edit']) {
  test(`posts a card for each event of a rehearsed ${scenario}, once`, async (t) => {
    const teams = await fakeTeams(t);
    const events = eventsOf(scenario);
    const announce = instance(teams.url);
    t.deepEqual(new Set(await outcomesOf(announce, events)), new Set(['Announced']));
    t.false((await outcomesOf(announce, events)).includes('Announced'));
    t.deepEqual(
      teams.cards,
      events.map((event): unknown => JSON.parse(JSON.stringify(adaptiveCard(event, boardUrl)))),
    );
  });
}

const textsIn = (card: unknown): ReadonlyArray<string> =>
  [...JSON.stringify(card).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, text = '']) => JSON.parse(`"${text}"`) as string,
  );

test('says everything about the end of an incident', (t) => {
  const [resolved] = eventsOf('incident').filter(
    (event) => event.kind === 'incident' && event.incident.status === 'resolved',
  );
  if (resolved === undefined) throw new Error('no end');
  const card = adaptiveCard(resolved, boardUrl);
  t.deepEqual(textsIn(card), [
    'Rehearsal: GitHub',
    '✅ Elevated API error rates',
    'Status: ',
    'Resolved',
    'Impact: ',
    'Major',
    '**Since:** {{DATE(2026-03-01T11:50:00Z, SHORT)}} {{TIME(2026-03-01T11:50:00Z)}}',
    'Lasted: ',
    '6 min',
    'API: Degraded performance → Operational',
    'Dashboard: Operational',
    'This incident has been resolved. ✅',
  ]);
  t.is(card.body[0]?.style, 'good');
  t.deepEqual(
    card.actions.map(({ url }) => url),
    ['https://status.example.com/incidents/id2', 'https://board.example.com/incidents/id2'],
  );
});

test('says how a component changed, and when', (t) => {
  t.deepEqual(textsIn(adaptiveCard(component, boardUrl)), [
    'GitHub',
    '🟠 Actions',
    'Status: ',
    'Operational → Partial outage',
    '**Changed:** {{DATE(2026-03-01T10:00:05Z, SHORT)}} {{TIME(2026-03-01T10:00:05Z)}}',
  ]);
});

test('is valid and keeps to the limit, whatever a page says, and holds a vendor’s text only where Markdown is not read', async (t) => {
  const teams = await fakeTeams(t);
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '"\\'.repeat(5000),
      '語'.repeat(5000),
      '𝕊'.repeat(5000),
      'a\n'.repeat(5000),
      '[x](https://evil.example)',
    ),
  );
  const id = { count: 0 };
  await fc.assert(
    fc.asyncProperty(anything, anything, anything, fc.nat({ max: 60 }), async (name, status, body, count) => {
      const event: StatusEvent = {
        ...incident,
        provider: name,
        incident: { ...incident.incident, id: `id${(id.count += 1)}`, name, status, impact: status },
        components: Array.from({ length: count }, () => ({ id: name, name, oldStatus: status, newStatus: body })),
        updates: [{ ...update, body }],
      };
      t.deepEqual(await outcomesOf(instance(teams.url), [event]), ['Announced']);
      const blocks = adaptiveCard(event, boardUrl).body.flatMap(({ items }) => items);
      t.true(
        blocks.every(
          (block) => block.type === 'RichTextBlock' || /^\*\*Since:\*\* \{\{DATE\([^)]*\)\}\}/.test(block.text),
        ),
      );
    }),
  );
});

const failsWith = test.macro<[string, TargetAnswer, AnnouncementError]>({
  exec: async (t, _what, answer, error) => {
    const teams = await fakeTeams(t);
    teams.answerNext(answer);
    const patient = instance(teams.url);
    const announce = answer === neverAnswering ? instance(teams.url, 50) : patient;
    t.deepEqual(await announce(incident)(), E.left(error));
    t.deepEqual(await outcomesOf(patient, [incident]), ['Announced']);
    t.is(teams.cards.length, 1);
  },
  title: (_, what) => `reports ${what}, and announces the event when it comes again`,
});
test(
  failsWith,
  'a limit',
  answeringJson(429, { error: { code: 'WorkflowTriggerIsThrottled' } }, { 'retry-after': '20' }),
  {
    _tag: 'RateLimited',
    retryAfterInSeconds: O.some(20),
  },
);
test(failsWith, 'an error', answeringJson(502, { error: { code: 'NoResponse' } }), {
  _tag: 'Unavailable',
  reason: 'HTTP 502',
});
test(
  failsWith,
  'a workflow that is switched off',
  answeringJson(400, { error: { code: 'WorkflowTriggerIsNotEnabled' } }),
  {
    _tag: 'Refused',
    reason: 'HTTP 400: WorkflowTriggerIsNotEnabled',
  },
);
test(failsWith, 'a workflow that is gone', answeringJson(404, { error: { code: 'WorkflowNotFound' } }), {
  _tag: 'Refused',
  reason: 'HTTP 404: WorkflowNotFound',
});
test(failsWith, 'a card that is too large', answering(413, ''), { _tag: 'Refused', reason: 'HTTP 413' });
test(failsWith, 'a lost connection', hangingUp, { _tag: 'Unavailable', reason: 'ECONNRESET' });
test(failsWith, 'that it is slow', neverAnswering, { _tag: 'Unavailable', reason: 'no answer in time' });
test(failsWith, 'what another answers', answering(200, '<html>'), {
  _tag: 'Unavailable',
  reason: 'an unexpected answer',
});

test('names a refusal without the URL', async (t) => {
  const { url } = await fakeTeams(t);
  t.deepEqual(
    await instance(`${url}wrong`)(incident)(),
    E.left({ _tag: 'Refused', reason: 'HTTP 401: DirectApiAuthorizationRequired' }),
  );
});
