import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import test from 'ava';
import { exampleDeliveries } from '../../../service/programs/receiver/example-deliveries.ts';
import { openApi } from '../../../service/programs/receiver/openapi.ts';

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
