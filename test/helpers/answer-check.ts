import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ExecutionContext } from 'ava';
import type { OpenAPIV3_1 } from 'openapi-types';
import type { Response } from 'supertest';
import { openApi } from '../../service/programs/receiver/openapi.ts';

const document = openApi();
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(document, 'openapi');

const pathOf = (url: string): string => {
  const { pathname } = new URL(url);
  return pathname.replace(/^(\/webhook\/statuspage\/).+$/, '$1{token}').replace(/(?<=.)\/$/, '');
};

const pointer = (...keys: string[]): string =>
  keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Fails unless the document describes an answer: its path, method, status, content type and body. No JSON may be cached. */
export const checkAnswer = (t: ExecutionContext, method: 'get' | 'post', response: Response): void => {
  const path = pathOf((response as unknown as { request: { url: string } }).request.url);
  const operation = document.paths?.[path]?.[method] as OpenAPIV3_1.OperationObject | undefined;
  const described = operation?.responses?.[response.status] as OpenAPIV3_1.ResponseObject | undefined;
  const type = response.type;
  if (type.endsWith('json')) t.is(response.headers['cache-control'], 'no-store');
  t.truthy(described?.content?.[type], `${method} ${path} ${response.status} ${type} is not in the document`);
  const validate = ajv.compile({
    $ref: `openapi#${pointer('paths', path, method, 'responses', `${response.status}`, 'content', type, 'schema')}`,
  });
  const body: unknown = type.endsWith('json') ? JSON.parse(response.text) : response.text;
  t.true(validate(body), ajv.errorsText(validate.errors));
};
