import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import request from 'supertest';
import { severityOf } from '../../service/domain/severity.ts';
import { StatusEvent } from '../../service/domain/status-event.ts';
import { app as announcerApp } from '../../service/programs/announcer/app.ts';
import { app as pollerApp } from '../../service/programs/poller/app.ts';
import { exampleDeliveries } from '../../service/programs/receiver/example-deliveries.ts';
import { signBody } from '../../service/sending/sign-body.ts';
import { receiverWith } from '../helpers/receiver.ts';
import { component, incident } from '../helpers/rehearsed-events.ts';
import { shouldNotBeCalled } from '../helpers/should-not-be-called.ts';
import { codeBlocks, codeIn, codeSpans, documents, rowsIn, section } from './documents.ts';

const insertId = 'logging.googleapis.com/insertId';
const token = 'a-token-of-24-characters';
const unknownShape = { page: { id: 'kctbh9vrtdwd' }, report: { state: 'degraded' } };

// An operational entry has a random insertId.
const comparable = (entry: Readonly<Record<string, unknown>>) =>
  'event' in entry ? entry : { ...entry, [insertId]: '' };

const written = await Promise.all(
  [
    { now: '2026-03-02T13:22:31.156Z', body: exampleDeliveries.incident.value, path: token },
    { now: '2026-03-02T13:22:28.999Z', body: exampleDeliveries.component.value, path: token },
    { now: '2026-03-02T13:22:31.156Z', body: exampleDeliveries.incident.value, path: 'another-token-of-24-characters' },
    { now: '2026-03-02T13:22:31.156Z', body: unknownShape, path: token },
  ].map(async ({ now, body, path }) => {
    const { app, entries } = await receiverWith(
      { STATUSPAGE_WEBHOOK_TOKEN: token, GOOGLE_CLOUD_PROJECT: '', K_SERVICE: 'receiver' },
      { now: new Date(now) },
    );
    await request(app).post(`/webhook/statuspage/${path}`).set('X-Forwarded-For', '203.0.113.7').send(body);
    const [entry] = entries();
    return comparable(entry ?? {});
  }),
);

const shown = documents
  .flatMap((document) => codeBlocks(document, 'json'))
  .map((json) => JSON.parse(json) as Readonly<Record<string, unknown>>)
  .filter((value) => 'severity' in value);

test('every entry in the documents is what the receiver writes today', (t) => {
  t.deepEqual(shown.map(comparable), written);
});

test('every event in the documents decodes', (t) => {
  const events = shown.filter((entry) => 'event' in entry);
  t.is(events.length, 2);
  t.true(events.every(({ event }) => E.isRight(StatusEvent.decode(event))));
});

const { app: receiver } = await receiverWith();
const announcer = announcerApp({
  target: 'Slack',
  handle: () => shouldNotBeCalled,
  reportDefect: () => T.of(undefined),
  now: () => new Date(),
});

const poller = pollerApp({
  poll: TE.right({ pages: [] }),
  reportDefect: () => T.of(undefined),
  now: () => new Date(),
});

const isServed = async (method: string, path: string): Promise<boolean> => {
  const url = path.replace(/:\w+|TOKEN/, 'token');
  const statuses = await Promise.all(
    [receiver, announcer, poller].map(
      async (app) => (await request(app)[method === 'GET' ? 'get' : 'post'](url)).status,
    ),
  );
  return statuses.some((status) => status !== 404 && status !== 405);
};

for (const document of documents) {
  test(`${document.name} names only routes that are served`, async (t) => {
    const routes = codeIn(document).flatMap((code) => [...code.matchAll(/\b(GET|POST) (\/[\w/:.-]*)/g)]);
    for (const [route, method = '', path = ''] of routes) t.true(await isServed(method, path), route);
    t.pass();
  });
}

test('docs/events.md describes every route of the OpenAPI document', async (t) => {
  const { body } = (await request(receiver).get('/openapi.json')) as Readonly<{ body: Readonly<{ paths: object }> }>;
  const described = rowsIn(section('docs/events.md', 'Routes')).flatMap(([route]) => codeSpans(route));
  const paths = described.map((route) => route.replace(/^\w+ /, '').replace(/:(\w+)/g, '{$1}'));
  t.deepEqual(
    Object.keys(body.paths).filter((path) => !paths.includes(path)),
    [],
  );
});

test('docs/events.md describes every status that the OpenAPI document has for a delivery', async (t) => {
  const { body: document } = (await request(receiver).get('/openapi.json')) as Readonly<{
    body: Readonly<{ paths: Readonly<Record<string, Readonly<{ post?: Readonly<{ responses: object }> }>>> }>;
  }>;
  const statuses = Object.values(document.paths).flatMap(({ post }) => Object.keys(post?.responses ?? {}));
  const described = rowsIn(section('docs/events.md', 'Answers to a delivery')).map(([status]) => status);
  t.true(statuses.length > 5);
  // 405 is no answer to a delivery.
  t.deepEqual(
    statuses.filter((status) => status !== '405' && !described.includes(status)),
    [],
  );
});

const severityTable = rowsIn(section('docs/events.md', 'Severity'));

test('docs/events.md names the severity of every impact and of every status of a component', (t) => {
  const ofImpact = (impact: string) => severityOf({ ...incident, incident: { ...incident.incident, impact } });
  const ofStatus = (newStatus: string) =>
    severityOf({ ...component, component: { ...component.component, newStatus } });
  const named = severityTable.flatMap(([impact, severityOfImpact, status, severityOfStatus]) => [
    ...codeSpans(impact).map((value) => [value, severityOfImpact, ofImpact(value)]),
    ...codeSpans(status).map((value) => [value, severityOfStatus, ofStatus(value)]),
  ]);
  t.is(named.length, 9);
  for (const [value, described, actual] of named) t.is(described, actual, value);
});

const secret = 'a-secret-of-24-characters';
const settingsFor: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nothing: {},
  secret: { STATUSPAGE_WEBHOOK_SECRET: secret },
  token: { STATUSPAGE_WEBHOOK_TOKEN: token },
  both: { STATUSPAGE_WEBHOOK_SECRET: secret, STATUSPAGE_WEBHOOK_TOKEN: token },
};
const casesOf = (cell: string) => {
  switch (cell) {
    case 'any':
      return ['absent', 'valid', 'wrong'];
    case 'other':
      return ['absent', 'wrong'];
    default:
      return cell.split(' or ');
  }
};
const body = JSON.stringify(exampleDeliveries.minimal.value);
const signatures = new Map([
  ['valid', signBody(secret)(Buffer.from(body))],
  ['wrong', signBody('another-secret-of-24-characters')(Buffer.from(body))],
]);
const paths = new Map([
  ['valid', `/webhook/statuspage/${token}`],
  ['wrong', '/webhook/statuspage/another-token-of-24-characters'],
]);

for (const [configured = '', headers = '', tokens = '', result = ''] of rowsIn(section('docs/events.md', 'Proof'))) {
  test(`docs/events.md says what is proven with ${configured} configured, header ${headers}, token ${tokens}`, async (t) => {
    const { app } = await receiverWith(settingsFor[configured]);
    for (const header of casesOf(headers)) {
      for (const inUrl of casesOf(tokens)) {
        const { status } = await request(app)
          .post(paths.get(inUrl) ?? '/webhook/statuspage')
          .set({
            'content-type': 'application/json',
            ...(header !== 'absent' && { 'x-statuspage-signature': signatures.get(header) }),
          })
          .send(body);
        t.is(status, result.startsWith('accepted') ? 200 : 401, `header ${header}, token ${inUrl}`);
      }
    }
  });
}
