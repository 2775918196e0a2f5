import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { boardApi } from '../../../service/board/api/api.ts';
import { boardOpenApi } from '../../../service/board/api/openapi.ts';
import { emptyBoard, foldEntries } from '../../../service/board/board.ts';
import { boardFeeds } from '../../../service/board/feeds/feeds.ts';
import type { HttpResponse } from '../../../service/http/http-response.ts';
import { anIncident, anUpdate, minutesAfter, pushed } from '../../pages/helpers/readings.ts';
import { aComponentEvent, listed, pageId, polling, queryAt, unreadable } from '../helpers/entries.ts';

const entries = [
  listed(-200),
  unreadable(-5),
  pushed(anIncident('old', anUpdate('u2', 'resolved', -100), anUpdate('u1', 'investigating', -130)), -99),
  pushed(anIncident('open', anUpdate('u3', 'investigating', -30)), -29),
  pushed(aComponentEvent('c1', 'major_outage', -30), -28),
];
const board = foldEntries(emptyBoard, entries);
const api = boardApi(polling);

type Path = keyof typeof api;

const ask = (path: Path, query = '', minutes = 0, isLive = true): HttpResponse =>
  api[path](board, { ...queryAt(minutes), isLive }, new URLSearchParams(query));

const bodyOf = ({ body }: HttpResponse): unknown => JSON.parse(body.toString());

const incidentsOf = (query: string, minutes = 0): unknown =>
  (bodyOf(ask('/api/incidents', query, minutes)) as { incidents: { id: string }[] }).incidents.map(({ id }) => id);

const badgePaths = ['/badge/{provider}.svg', '/badge/{provider}.json'];

test('is valid OpenAPI 3.1, and describes every path', async (t) => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(boardOpenApi())) as Record<string, unknown>);
  t.deepEqual(result.errors ?? [], []);
  t.deepEqual(
    Object.keys(boardOpenApi().paths ?? {}).toSorted(),
    [...Object.keys(api), ...Object.keys(boardFeeds({ ...polling, url: O.none })), ...badgePaths, '/mcp'].toSorted(),
  );
});

const isDescribed = test.macro<[path: Path, schema: string]>({
  exec: (t, path, schema) => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema(boardOpenApi(), 'openapi');
    const response = ask(path);
    t.is(response.status, 200);
    t.true(ajv.validate(`openapi#/components/schemas/${schema}`, bodyOf(response)), ajv.errorsText());
    t.snapshot(bodyOf(response));
  },
  title: (_, path) => `answers ${path} as the document describes it`,
});

test(isDescribed, '/api/incidents', 'IncidentsAnswer');
test(isDescribed, '/api/status', 'StatusAnswer');
test(isDescribed, '/events', 'EventsAnswer');

test('answers /api/providers with 90 days and their months', (t) => {
  const { providers } = bodyOf(ask('/api/providers')) as {
    providers: { id: string; days: unknown[]; months: unknown[] }[];
  };
  t.like(providers, [{ id: pageId }]);
  t.is(providers[0]?.days.length, 90);
  t.is(providers[0]?.months.length, 4);
});

test('answers the same text as long as nothing new is recorded', (t) => {
  t.is(ask('/api/status', '', 1).body, ask('/api/status').body);
  t.is(ask('/api/incidents', '', 1).body, ask('/api/incidents').body);
  t.is(ask('/events', '', 1).body, ask('/events').body);
});

test('says which time it shows where one was asked for', (t) => {
  t.like(bodyOf(ask('/api/status', '', -110, false)), {
    at: minutesAfter(-110).toISOString(),
    openIncidents: [{ id: 'old', status: 'investigating' }],
  });
  t.false('at' in (bodyOf(ask('/api/status')) as object));
});

test('lists the incidents of a provider, a time, or that are open, the newest first', (t) => {
  t.deepEqual(incidentsOf(''), ['open', 'old']);
  t.deepEqual(incidentsOf('open=true'), ['open']);
  t.deepEqual(incidentsOf('open=true', -110), ['old']);
  t.deepEqual(incidentsOf('open=false'), ['old']);
  t.deepEqual(incidentsOf('', -110), ['old']);
  t.deepEqual(incidentsOf(`since=${minutesAfter(-90).toISOString()}`), ['open']);
  t.deepEqual(incidentsOf(`until=${minutesAfter(-90).toISOString()}`), ['old']);
  t.deepEqual(incidentsOf('provider=github'), ['open', 'old']);
  t.deepEqual(incidentsOf(`provider=${pageId}&since=&open=`), ['open', 'old']);
});

test('answers 404 for a provider that there is not', (t) => {
  t.is(ask('/api/incidents', 'provider=nobody').status, 404);
});

const refuses = test.macro<[path: Path, query: string, violation: string]>({
  exec: (t, path, query, violation) => {
    const response = ask(path, query);
    t.is(response.status, 400);
    t.is(response.headers['Content-Type'], 'application/problem+json');
    t.like(bodyOf(response), { violations: [violation] });
  },
  title: (_, path, query) => `refuses ${path}?${query}`,
});

const aTime = 'an ISO 8601 time, such as 2026-11-20T14:05Z';
test(refuses, '/api/incidents', 'since=yesterday', `since: expected ${aTime}`);
test(refuses, '/api/incidents', 'until=2026-13-01T00:00Z', `until: expected ${aTime}`);
test(refuses, '/api/incidents', 'open=maybe', 'open: expected true or false');
test(refuses, '/events', 'limit=0', 'limit: expected a whole number from 1 to 500');
test(refuses, '/events', 'limit=1e2', 'limit: expected a whole number from 1 to 500');
test(refuses, '/events', 'limit=501', 'limit: expected a whole number from 1 to 500');

test('answers /events with the newest, at most as many as asked for', (t) => {
  const { events } = bodyOf(ask('/events', 'limit=2')) as { events: { recordedAt: string }[] };
  t.deepEqual(
    events.map(({ recordedAt }) => recordedAt),
    [minutesAfter(-28), minutesAfter(-29)].map((time) => time.toISOString()),
  );
});
