import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { Webhook } from 'standardwebhooks';
import type { AnnouncementError } from '../../service/announcing/announcement-error.ts';
import { StatusEvent } from '../../service/domain/status-event.ts';
import { insertIdOf } from '../../service/logging/insert-id.ts';
import { announceToOutgoingWebhook } from '../../service/outgoing-webhook/announce-to-outgoing-webhook.ts';
import { cloudEvent } from '../../service/outgoing-webhook/cloud-event.ts';
import { announceEverything } from '../helpers/announce-everything.ts';
import {
  answering,
  fakeTarget,
  hangingUp,
  neverAnswering,
  outcomesOf,
  type ReceivedRequest,
  type TargetAnswer,
} from '../helpers/fake-target.ts';
import { component, eventsOf, incident } from '../helpers/rehearsed-events.ts';

const secretOf = (letter: string): string => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const [current, next] = [secretOf('a'), secretOf('b')];

const verified = (secret: string, { headers, body }: ReceivedRequest): unknown =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

/** A receiver that verifies with the library, and answers as Express does. */
const fakeReceiver = (t: ExecutionContext, secret: string) =>
  fakeTarget(t, (request, response) => {
    const isVerified = E.isRight(
      E.tryCatch(
        () => verified(secret, request),
        () => 'refused',
      ),
    );
    answering(isVerified ? 200 : 401, isVerified ? 'OK' : 'Unauthorized', { 'content-type': 'text/html' })(response);
    return isVerified;
  });

const instance = (url: string, secrets: readonly [string, ...string[]] = [current], timeoutInMilliseconds = 10_000) =>
  announceToOutgoingWebhook({ now: () => new Date(), onlyPublic: false, timeoutInMilliseconds })(announceEverything, {
    url,
    secrets,
  });

test('posts every event of an incident once, each as the entry holds it', async (t) => {
  const receiver = await fakeReceiver(t, current);
  const announce = instance(receiver.origin);
  const events = eventsOf('incident');
  await outcomesOf(announce, [...events, ...events]);
  t.deepEqual(
    receiver.accepted.map(({ body }) => JSON.parse(body) as unknown),
    events.map((event): unknown => JSON.parse(JSON.stringify(StatusEvent.encode(event)))),
  );
  t.deepEqual(
    receiver.accepted.map(({ headers }) => [headers['webhook-id'], headers['ce-id']]),
    events.map((event) => [insertIdOf(event), insertIdOf(event)]),
  );
});

test('signs with both secrets while one is rotated', async (t) => {
  const receiver = await fakeReceiver(t, next);
  t.deepEqual(await outcomesOf(instance(receiver.origin, [current, next]), [incident]), ['Announced']);
  const [request] = receiver.accepted;
  t.truthy(request);
  if (request !== undefined) t.notThrows(() => verified(current, request));
});

test('is told apart from what another signed, or somebody changed', async (t) => {
  const receiver = await fakeReceiver(t, current);
  await outcomesOf(instance(receiver.origin), [incident]);
  const [request] = receiver.accepted;
  if (request === undefined) throw new Error('not accepted');
  t.throws(() => verified(next, request), { message: 'No matching signature found' });
  t.throws(() => verified(current, { ...request, body: `${request.body} ` }), {
    message: 'No matching signature found',
  });
});

test('uses the insertId of the entry where it is known', async (t) => {
  const receiver = await fakeReceiver(t, current);
  await instance(receiver.origin)(incident, 'an-insert-id')();
  t.is(receiver.accepted[0]?.headers['webhook-id'], 'an-insert-id');
});

test('is a CloudEvent in the binary mode', (t) => {
  t.deepEqual(cloudEvent(incident, 'an-id').headers, {
    'ce-specversion': '1.0',
    'ce-id': 'an-id',
    'ce-source': 'urn:statuspage:kctbh9vrtdwd',
    'ce-type': 'dev.statuswatch.incident.created.v1',
    'ce-subject': 'incident1',
    'ce-time': '2026-03-01T10:00:00.000Z',
    'content-type': 'application/json; charset=utf-8',
  });
  const types = [...eventsOf('maintenance'), component].map((event) => cloudEvent(event, 'an-id').headers['ce-type']);
  t.deepEqual(
    [...new Set(types)],
    [
      'dev.statuswatch.maintenance.created.v1',
      'dev.statuswatch.maintenance.updated.v1',
      'dev.statuswatch.component.changed.v1',
      'dev.statuswatch.maintenance.ended.v1',
    ],
  );
});

test('has headers that HTTP can carry, whatever a page says', async (t) => {
  const receiver = await fakeReceiver(t, current);
  const event: StatusEvent = {
    ...incident,
    provider: 'Ünï\r\ncode: "x" 100%',
    page: { ...incident.page, id: undefined },
    incident: { ...incident.incident, id: '𝕊 "quoted"\r\nx: y 100%' },
  };
  t.deepEqual(await outcomesOf(instance(receiver.origin), [event]), ['Announced']);
  t.like(receiver.accepted[0]?.headers, {
    'ce-source': 'urn:statuspage:%C3%9Cn%C3%AF%0D%0Acode%3A%20%22x%22%20100%25',
    'ce-subject': '%F0%9D%95%8A%20%22quoted%22%0D%0Ax:%20y%20100%25',
  });
});

const failsWith = test.macro<[string, TargetAnswer, AnnouncementError]>({
  exec: async (t, _what, answer, error) => {
    const receiver = await fakeReceiver(t, current);
    receiver.answerNext(answer);
    const patient = instance(`${receiver.origin}/?token=secret`);
    const announce = answer === neverAnswering ? instance(`${receiver.origin}/?token=secret`, [current], 50) : patient;
    t.deepEqual(await announce(incident)(), E.left(error));
    t.deepEqual(await outcomesOf(patient, [incident]), ['Announced']);
    t.is(receiver.accepted.length, 1);
  },
  title: (_, what) => `reports ${what}, and announces the event when it comes again`,
});
test(failsWith, 'a limit', answering(429, '', { 'retry-after': '5' }), {
  _tag: 'RateLimited',
  retryAfterInSeconds: O.some(5),
});
test(failsWith, 'an error', answering(500, 'secret'), { _tag: 'Unavailable', reason: 'HTTP 500' });
test(failsWith, 'a receiver that is gone', answering(410, 'secret'), { _tag: 'Refused', reason: 'HTTP 410' });
test(failsWith, 'a body that is too large', answering(413, ''), { _tag: 'Refused', reason: 'HTTP 413' });
test(failsWith, 'a lost connection', hangingUp, { _tag: 'Unavailable', reason: 'ECONNRESET' });
test(failsWith, 'that it is slow', neverAnswering, { _tag: 'Unavailable', reason: 'no answer in time' });
test(failsWith, 'a redirect', answering(302, '', { location: '/elsewhere' }), { _tag: 'Refused', reason: 'HTTP 302' });

test('reports a receiver that knows none of the secrets', async (t) => {
  const receiver = await fakeReceiver(t, next);
  t.deepEqual(await instance(receiver.origin)(incident)(), E.left({ _tag: 'Refused', reason: 'HTTP 401' }));
});
