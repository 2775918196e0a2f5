import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { type JsonSchema, jsonSchemaOf } from '../../service/codec/json-schema.ts';
import { ComponentDelivery, IncidentDelivery } from '../../service/statuspage/wire.ts';
import { componentDeliveries, incidentDeliveries } from '../fixtures/arbitrary-deliveries.ts';
import { componentVariants, incidentVariants } from '../fixtures/recorded-variants.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
formats.default(ajv);

const schemaOf = (codec: typeof IncidentDelivery | typeof ComponentDelivery): JsonSchema => {
  const schema = jsonSchemaOf(codec);
  if (E.isLeft(schema)) throw new Error(schema.left.name);
  return schema.right;
};

for (const { codec, variants, arbitrary } of [
  { codec: IncidentDelivery, variants: incidentVariants, arbitrary: incidentDeliveries },
  { codec: ComponentDelivery, variants: componentVariants, arbitrary: componentDeliveries },
]) {
  const isAccepted = (delivery: unknown): boolean => codec.decode(delivery)._tag === 'Right';
  const validate = ajv.compile(schemaOf(codec));

  for (const [shape, delivery] of Object.entries(variants)) {
    test(`accepts, as ${codec.name} and by its schema, ${shape}`, (t) => {
      t.true(isAccepted(delivery));
      t.true(validate(delivery), JSON.stringify(validate.errors));
    });
  }

  test(`accepts as ${codec.name} exactly what its schema accepts`, (t) => {
    t.notThrows(() => {
      fc.assert(
        fc.property(arbitrary, (delivery) => isAccepted(delivery) === validate(JSON.parse(JSON.stringify(delivery)))),
        { numRuns: 500 },
      );
    });
  });
}
