import type { OpenAPIV3_1 } from 'openapi-types';
import packageJson from '../../../package.json' with { type: 'json' };
import { schemaOf } from '../../http/openapi-schema.ts';
import { Problem } from '../../http/problem.ts';
import { maxRecentEvents } from '../board.ts';
import { ShieldsBadge } from '../feeds/badge.ts';
import { EventsAnswer, IncidentsAnswer, ProvidersAnswer, StatusAnswer } from './answers.ts';

const schemas = { StatusAnswer, IncidentsAnswer, ProvidersAnswer, EventsAnswer, ShieldsBadge, Problem };

const refTo = (name: keyof typeof schemas) => ({ $ref: `#/components/schemas/${name}` });

const text = { type: 'string' } as const;

const answeredAs = (description: string, mediaType: string, schema: typeof text | ReturnType<typeof refTo>) => ({
  description,
  headers: { ETag: { description: 'Send it as `If-None-Match`', schema: text } },
  content: { [mediaType]: { schema } },
});

const answered = (description: string, name: keyof typeof schemas) =>
  answeredAs(description, 'application/json', refTo(name));

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: refTo('Problem') } },
});

const foreign = refused('Asked by another web page, or under a name that is not the board’s');

const errors: OpenAPIV3_1.ResponsesObject = {
  304: { description: 'Nothing has changed since the answer with that ETag' },
  400: refused('A parameter is not what it should be'),
  403: foreign,
  405: refused('Another method'),
  503: refused('The history cannot be read: ask again later'),
};

const noSuchProvider = { 404: refused('There is no such provider') };

const parameter = (
  name: string,
  description: string,
  schema: NonNullable<OpenAPIV3_1.ParameterObject['schema']>,
): OpenAPIV3_1.ParameterObject => ({ name, in: 'query', description, schema });

const time = { type: 'string', format: 'date-time' } as const;

const momentParameters = [
  parameter('at', 'The time to show; now if absent. Without an offset it is in UTC', time),
  parameter('known', '`now`: by all that is known now. `then`: by what was recorded by that time', {
    type: 'string',
    enum: ['now', 'then'],
    default: 'now',
  }),
];

const incidentsParameters = [
  ...momentParameters,
  parameter('provider', 'The id of a page, or the name of a provider', { type: 'string' }),
  parameter('since', 'Only what had not ended by then; 90 days ago if absent', time),
  parameter('until', 'Only what had begun by then', time),
  parameter('open', 'Only what is open at the time that is shown, or only what is not', { type: 'boolean' }),
];

const monthParameter = parameter('month', 'In UTC, such as 2026-11; the month of the time that is shown if absent', {
  type: 'string',
  pattern: '^[12]\\d{3}-(0[1-9]|1[0-2])$',
});

const badgeParameters = [
  {
    name: 'provider',
    in: 'path',
    required: true,
    description: 'The id of a page, or the name of a provider',
    schema: text,
  },
  ...momentParameters,
];

const limitParameter = parameter('limit', 'How many at most', {
  type: 'integer',
  minimum: 1,
  maximum: maxRecentEvents,
  default: 50,
});

/** What the board answers to programs, derived from the codecs that it encodes with. */
export const boardOpenApi = (): OpenAPIV3_1.Document => ({
  openapi: '3.1.0',
  info: {
    title: 'StatusWatch board',
    version: packageJson.version,
    description: 'What is broken at your vendors, now or at any time that was recorded. Times are in UTC.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  paths: {
    '/api/status': {
      get: {
        summary: 'What is broken',
        operationId: 'status',
        parameters: momentParameters,
        responses: { 200: answered('The answer, the providers and what is open', 'StatusAnswer'), ...errors },
      },
    },
    '/api/incidents': {
      get: {
        summary: 'Incidents and maintenance, the one that began last first',
        operationId: 'incidents',
        parameters: incidentsParameters,
        responses: {
          200: answered('Each with its updates until the time that is shown', 'IncidentsAnswer'),
          ...noSuchProvider,
          ...errors,
        },
      },
    },
    '/api/providers': {
      get: {
        summary: 'The providers with 90 days of history',
        operationId: 'providers',
        parameters: momentParameters,
        responses: { 200: answered('Worst first', 'ProvidersAnswer'), ...errors },
      },
    },
    '/events': {
      get: {
        summary: 'The newest events as they were recorded',
        operationId: 'events',
        parameters: [limitParameter],
        responses: { 200: answered('Newest first', 'EventsAnswer'), ...errors },
      },
    },
    '/feed.atom': {
      get: {
        summary: 'The newest updates of incidents, an entry each',
        operationId: 'feed',
        parameters: momentParameters,
        responses: { 200: answeredAs('An Atom feed', 'application/atom+xml', text), ...errors },
      },
    },
    '/maintenance.ics': {
      get: {
        summary: 'Maintenance as a calendar',
        operationId: 'maintenance',
        parameters: momentParameters,
        responses: { 200: answeredAs('An iCalendar', 'text/calendar', text), ...errors },
      },
    },
    '/api/impact.csv': {
      get: {
        summary: 'Incidents with an impact in a month, by their start',
        operationId: 'impact',
        parameters: [monthParameter, ...momentParameters],
        responses: {
          200: answeredAs('Incident, provider, started, resolved, minutes within the month, impact', 'text/csv', text),
          ...errors,
        },
      },
    },
    '/badge/{provider}.svg': {
      get: {
        summary: 'The state of a provider as a picture',
        operationId: 'badge',
        parameters: badgeParameters,
        responses: { 200: answeredAs('A badge', 'image/svg+xml', text), ...noSuchProvider, ...errors },
      },
    },
    '/badge/{provider}.json': {
      get: {
        summary: 'The same for the endpoint badge of shields.io',
        operationId: 'shieldsBadge',
        parameters: badgeParameters,
        responses: { 200: answered('What the badge says', 'ShieldsBadge'), ...noSuchProvider, ...errors },
      },
    },
    '/mcp': {
      post: {
        summary: 'The Model Context Protocol, for agents: stateless streamable HTTP',
        operationId: 'mcp',
        requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
        responses: {
          200: { description: 'A JSON-RPC response', content: { 'application/json': { schema: { type: 'object' } } } },
          202: { description: 'A notification was taken' },
          400: { description: 'No JSON-RPC request' },
          403: foreign,
          406: { description: 'The `Accept` header is not that of a client of the protocol' },
        },
      },
    },
  },
  components: {
    schemas: Object.fromEntries(Object.entries(schemas).map(([name, codec]) => [name, schemaOf(codec)])),
  },
});
