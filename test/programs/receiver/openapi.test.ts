import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import packageJson from '../../../package.json' with { type: 'json' };
import { exampleDeliveries } from '../../../service/programs/receiver/example-deliveries.ts';
import { openApi } from '../../../service/programs/receiver/openapi.ts';
import { decodeDelivery } from '../../../service/statuspage/decode-delivery.ts';
import { deliveries } from '../../fixtures/arbitrary-deliveries.ts';

test('is valid OpenAPI 3.1', async (t) => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(openApi())) as Record<string, unknown>);

  t.deepEqual(result.errors ?? [], []);
  t.true(result.valid);
  t.is(validator.version, '3.1');
});

test('has examples that its own schemas accept', (t) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(openApi(), 'openapi');
  for (const [name, { value }] of Object.entries(exampleDeliveries)) {
    const schema = 'incident' in value ? 'IncidentDelivery' : 'ComponentDelivery';
    t.true(ajv.validate(`openapi#/components/schemas/${schema}`, value), `${name}: ${ajv.errorsText()}`);
  }
});

test('describes every field that is decoded', (t) => {
  const { schemas } = openApi().components ?? {};

  t.snapshot(schemas);
  t.notRegex(JSON.stringify(schemas), /\{\}/);
});

const field = fc.constantFrom<unknown>(undefined, null, 'text', '', 7);
const nearlyDeliveries = fc.record({
  incident: fc.oneof(field, fc.record({ id: field, name: field, status: field })),
  component: fc.oneof(field, fc.record({ id: field, status: field })),
  component_update: fc.oneof(field, fc.record({ component_id: field, new_status: field })),
});

test('describes the deliveries that the receiver accepts: all of them but for wrong types, which it tolerates, and no others', (t) => {
  // In JSON Schema a format is an annotation.
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(openApi(), 'openapi');
  const isDescribed = ajv.compile({
    anyOf: ['IncidentDelivery', 'ComponentDelivery'].map((name) => ({ $ref: `openapi#/components/schemas/${name}` })),
  });
  const decode = decodeDelivery(new Map());
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.oneof(deliveries, nearlyDeliveries), (delivery) => {
        const json = JSON.stringify(delivery);
        const decoded = decode(Buffer.from(json), { by: 'token' });
        const isTolerated = E.isRight(decoded) && decoded.right.violations.length > 0;
        return isTolerated || isDescribed(JSON.parse(json)) === E.isRight(decoded);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('has the version of the package', (t) => {
  t.is(openApi().info.version, packageJson.version);
});
