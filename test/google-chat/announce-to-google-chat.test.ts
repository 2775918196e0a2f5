import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AnnouncementError } from '../../service/announcing/announcement-error.ts';
import { fieldAt } from '../../service/codec/field-at.ts';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { announceToGoogleChat } from '../../service/google-chat/announce-to-google-chat.ts';
import { chatMessage } from '../../service/google-chat/chat-message.ts';
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
import { eventsOf, incident, now, update } from '../helpers/rehearsed-events.ts';

const path = '/v1/spaces/AAAA/messages';
const maxBytes = 32_000;

const errorOf = (code: number, status: string) =>
  answeringJson(code, { error: { code, status, message: 'token=secret' } });

/** The webhook of a space: https://developers.google.com/workspace/chat/quickstart/webhooks */
const fakeChat = async (t: ExecutionContext) => {
  const threads = new Map<string, unknown[]>();
  const target = await fakeTarget(t, (request, response) => {
    const { pathname, searchParams } = new URL(request.path, 'http://localhost');
    if (pathname !== path || searchParams.get('key') !== 'key' || searchParams.get('token') !== 'secret') {
      errorOf(401, 'UNAUTHENTICATED')(response);
      return false;
    }
    const message: unknown = JSON.parse(request.body);
    const key = fieldAt('thread', 'threadKey')(message);
    if (Buffer.byteLength(request.body) > maxBytes || typeof key !== 'string' || key.length > 4000) {
      errorOf(400, 'INVALID_ARGUMENT')(response);
      return false;
    }
    const repliesInThread = searchParams.get('messageReplyOption') === 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD';
    const thread = repliesInThread ? key : `${key} ${threads.size}`;
    threads.set(thread, [...(threads.get(thread) ?? []), message]);
    answeringJson(200, { name: 'spaces/AAAA/messages/BBBB', thread: { name: 'spaces/AAAA/threads/CCCC' } })(response);
    return true;
  });
  return { ...target, url: `${target.origin}${path}?key=key&token=secret`, threads };
};

const boardUrl = O.some('https://board.example.com');

const instance = (url: string, timeoutInMilliseconds = 10_000) =>
  announceToGoogleChat({ now: () => now, boardUrl, onlyPublic: false, timeoutInMilliseconds })(announceEverything, {
    url,
  });

test('makes one thread of an incident, and one of each component', async (t) => {
  const chat = await fakeChat(t);
  const events = eventsOf('incident');
  const updates = events.filter(({ kind }) => kind === 'incident');
  t.deepEqual(new Set(await outcomesOf(instance(chat.url), events)), new Set(['Announced']));
  const countOf = (name: string) =>
    events.filter((event) => event.kind === 'component' && event.component.name === name).length;
  t.deepEqual(
    [...chat.threads.values()].map(({ length }) => length).toSorted(),
    [updates.length, countOf('API'), countOf('Dashboard')].toSorted(),
  );
});

test('keeps to one thread for each, across restarts, in whatever order and however often events arrive', async (t) => {
  const chat = await fakeChat(t);
  const run = { count: 0 };
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
      const page = `page${(run.count += 1)}`;
      const arrived = [...eventsOf('incident', page), ...eventsOf('incident', page)]
        .filter(({ kind }) => kind === 'incident')
        .map((event) => ({ event, rank: numbers.next().value as number }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ event }) => event);
      await outcomesOf(instance(chat.url), arrived.slice(0, 4));
      await outcomesOf(instance(chat.url), arrived.slice(4));
      t.is([...chat.threads.keys()].filter((key) => key.startsWith(`${page}/`)).length, 1);
    }),
    { numRuns: 10 },
  );
});

test('says everything about an incident', (t) => {
  t.deepEqual(chatMessage(incident, boardUrl), {
    fallbackText: '🟠 GitHub incident "Delays in Actions": investigating, impact minor (Actions)',
    thread: { threadKey: 'kctbh9vrtdwd/incident1' },
    cardsV2: [
      {
        cardId: 'event',
        card: {
          header: { title: '🟠 Delays in Actions', subtitle: 'GitHub' },
          sections: [
            {
              widgets: [
                { decoratedText: { topLabel: 'Status', text: 'Investigating', wrapText: true } },
                { decoratedText: { topLabel: 'Impact', text: 'Minor', wrapText: true } },
                { decoratedText: { topLabel: 'Since', text: '2026-03-01 10:00 UTC', wrapText: true } },
              ],
            },
            { widgets: [{ textParagraph: { text: 'Actions: Operational → Degraded performance' } }] },
            { widgets: [{ textParagraph: { text: 'We are investigating.' } }] },
            {
              widgets: [
                {
                  buttonList: {
                    buttons: [
                      { text: 'Status page', onClick: { openLink: { url: 'https://stspg.io/abc' } } },
                      {
                        text: 'Board',
                        onClick: { openLink: { url: 'https://board.example.com/incidents/incident1' } },
                      },
                    ],
                  },
                },
              ],
            },
          ],
        },
      },
    ],
  });
});

test('keeps to the limit whatever a page says, and shows its text as it is', async (t) => {
  const chat = await fakeChat(t);
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '&'.repeat(5000),
      '<a href="x">'.repeat(500),
      '語'.repeat(5000),
      '"'.repeat(5000),
      '𝕊'.repeat(5000),
    ),
  );
  await fc.assert(
    fc.asyncProperty(anything, anything, anything, fc.nat({ max: 60 }), async (name, status, body, count) => {
      const event: StatusEvent = {
        ...incident,
        provider: name,
        incident: { ...incident.incident, id: name, name, status },
        components: Array.from({ length: count }, () => ({ id: name, name, oldStatus: status, newStatus: body })),
        updates: [{ ...update, body }],
      };
      t.deepEqual(await outcomesOf(instance(chat.url), [event]), ['Announced']);
      const widgets =
        chatMessage(event, boardUrl).cardsV2[0]?.card.sections.flatMap((section) => section.widgets) ?? [];
      t.notRegex(JSON.stringify(widgets), /[<>]|&(?!amp;|lt;|gt;)/);
    }),
  );
});

const failsWith = test.macro<[string, TargetAnswer, AnnouncementError]>({
  exec: async (t, _what, answer, error) => {
    const chat = await fakeChat(t);
    chat.answerNext(answer);
    const patient = instance(chat.url);
    const announce = answer === neverAnswering ? instance(chat.url, 50) : patient;
    t.deepEqual(await announce(incident)(), E.left(error));
    t.deepEqual(await outcomesOf(patient, [incident]), ['Announced']);
    t.is(chat.threads.size, 1);
  },
  title: (_, what) => `reports ${what}, and announces the event when it comes again`,
});
test(failsWith, 'a limit', errorOf(429, 'RESOURCE_EXHAUSTED'), { _tag: 'RateLimited', retryAfterInSeconds: O.none });
test(failsWith, 'an error', errorOf(503, 'UNAVAILABLE'), { _tag: 'Unavailable', reason: 'HTTP 503' });
test(failsWith, 'a space that is gone', errorOf(404, 'NOT_FOUND'), { _tag: 'Refused', reason: 'HTTP 404: NOT_FOUND' });
test(failsWith, 'a card that is too large', answering(413, ''), { _tag: 'Refused', reason: 'HTTP 413' });
test(failsWith, 'a lost connection', hangingUp, { _tag: 'Unavailable', reason: 'ECONNRESET' });
test(failsWith, 'that it is slow', neverAnswering, { _tag: 'Unavailable', reason: 'no answer in time' });
test(failsWith, 'what another answers', answering(200, '<html>'), {
  _tag: 'Unavailable',
  reason: 'an unexpected answer',
});

test('names a refusal without the URL', async (t) => {
  const { url } = await fakeChat(t);
  t.deepEqual(
    await instance(`${url}wrong`)(incident)(),
    E.left({ _tag: 'Refused', reason: 'HTTP 401: UNAUTHENTICATED' }),
  );
});
