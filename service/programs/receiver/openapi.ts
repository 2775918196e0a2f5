import type { OpenAPIV3_1 } from 'openapi-types';
import packageJson from '../../../package.json' with { type: 'json' };
import { jsonLimit } from '../../codec/exceeds-json-limit.ts';
import type { JsonSchema } from '../../codec/json-schema.ts';
import { maxBodySize } from '../../http/body-limit.ts';
import { Health } from '../../http/health.ts';
import { type HttpResponse, json } from '../../http/http-response.ts';
import { schemaOf } from '../../http/openapi-schema.ts';
import { Problem } from '../../http/problem.ts';
import { ComponentDelivery, IncidentDelivery } from '../../statuspage/wire.ts';
import { Acknowledgement } from './acknowledgement.ts';
import { exampleDeliveries } from './example-deliveries.ts';

type Responses = OpenAPIV3_1.ResponsesObject;

const schemas = { IncidentDelivery, ComponentDelivery, Acknowledgement, Problem, Health };

const refTo = (name: keyof typeof schemas) => ({ $ref: `#/components/schemas/${name}` });

const hasField = (object: string, field: string): JsonSchema => ({
  required: [object],
  properties: { [object]: { type: 'object', required: [field], properties: { [field]: { type: 'string' } } } },
});

// Which of the two objects names the component and its new status is for `toComponentEvent` to say, not for the codec.
const componentDelivery = (): JsonSchema => ({
  ...schemaOf(ComponentDelivery),
  allOf: [
    { properties: { incident: { type: 'null' } } },
    { anyOf: [hasField('component', 'id'), hasField('component_update', 'component_id')] },
    { anyOf: [hasField('component_update', 'new_status'), hasField('component', 'status')] },
  ],
});

const acknowledged = (description: string, example: Acknowledgement) => ({
  description,
  content: { 'application/json': { schema: refTo('Acknowledgement'), example } },
});

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: refTo('Problem') } },
});

const methodNotAllowed: Responses = {
  405: {
    ...refused('Another method; `Allow` names those that there are'),
    headers: { Allow: { schema: { type: 'string' } } },
  },
};

const deliveries = 'Deliveries';
const service = 'Service';

const delivery = (summary: string, operationId: string, parameters: OpenAPIV3_1.ParameterObject[]) => ({
  tags: [deliveries],
  summary,
  operationId,
  description:
    'Acknowledged only when its log entry was handed over. Decoding is tolerant: what is not required may be absent, null or unknown; ' +
    'a known field of a wrong type is treated as absent, with a sentence in the entry. The body may be of any content type, ' +
    `and gzip, deflate or br. One that exceeds ${jsonLimit} values, or characters of its texts that have to be cleaned, is not ` +
    'parsed and is an unknown shape, even if it is not JSON.',
  parameters: [
    ...parameters,
    {
      name: 'X-Statuspage-Signature',
      in: 'header',
      description: '`sha256=` and the hexadecimal HMAC-SHA256 of the raw body, for relays that sign',
      schema: { type: 'string' },
    } satisfies OpenAPIV3_1.ParameterObject,
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: { anyOf: [refTo('IncidentDelivery'), refTo('ComponentDelivery')] },
        examples: exampleDeliveries,
      },
    },
  },
  responses: {
    200: acknowledged('Recorded', { received: 'incident', id: 'lbkhbwn21v5q' }),
    202: acknowledged(
      'Genuine, but of a shape that is not known yet: the raw body is kept. The same for what exceeds the limit of values, ' +
        'of which no more than its length and hash are kept',
      { received: 'unrecognised' },
    ),
    400: refused('The body was cut short, or is not in its content encoding'),
    401: refused('The proof is missing or wrong'),
    403: refused('Unverified, and sent by a web page of another origin'),
    413: refused(`Larger than ${maxBodySize}`),
    415: refused('Another content encoding than gzip, deflate and br'),
    422: refused('Not JSON, or not verified and of a shape that is not known'),
    503: refused('The log or the history cannot be written to: send it again'),
    ...methodNotAllowed,
  },
});

const tokenParameter: OpenAPIV3_1.ParameterObject = {
  name: 'token',
  in: 'path',
  required: true,
  description: 'The secret part of a capability URL',
  schema: { type: 'string' },
};

/** What this service answers, derived from the codecs that it decodes and encodes with. */
export const openApi = (): OpenAPIV3_1.Document => ({
  openapi: '3.1.0',
  info: {
    title: 'StatusWatch',
    version: packageJson.version,
    description: 'Turns the webhooks of status pages into structured log entries.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  tags: [{ name: deliveries }, { name: service }],
  paths: {
    '/webhook/statuspage': { post: delivery('Deliver, unverified or signed', 'deliver', []) },
    '/webhook/statuspage/{token}': {
      post: delivery('Deliver to a capability URL', 'deliverWithToken', [tokenParameter]),
    },
    '/health': {
      get: {
        tags: [service],
        summary: 'Ask whether it serves',
        operationId: 'health',
        responses: {
          200: { description: 'It serves', content: { 'application/json': { schema: refTo('Health') } } },
          ...methodNotAllowed,
        },
      },
    },
    '/openapi.json': {
      get: {
        tags: [service],
        summary: 'This document',
        operationId: 'openapi',
        responses: {
          200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
          ...methodNotAllowed,
        },
      },
    },
    '/docs': {
      get: {
        tags: [service],
        summary: 'This document as a page',
        operationId: 'docs',
        responses: {
          200: { description: 'Swagger UI', content: { 'text/html': { schema: { type: 'string' } } } },
          ...methodNotAllowed,
        },
      },
    },
  },
  components: {
    schemas: {
      ...Object.fromEntries(Object.entries(schemas).map(([name, codec]) => [name, schemaOf(codec)])),
      ComponentDelivery: componentDelivery(),
    },
  },
});

let response: HttpResponse | undefined;

/** The document as a response: written once, when it is first asked for, and shared by all. */
export const openApiResponse = (): HttpResponse => {
  response ??= json(200, openApi());
  return response;
};
