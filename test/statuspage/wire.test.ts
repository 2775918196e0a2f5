import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import test from 'ava';
import fc from 'fast-check';
import { type JsonSchema, jsonSchemaOf } from '../../service/codec/json-schema.ts';
import { ComponentDelivery, IncidentDelivery } from '../../service/statuspage/wire.ts';
import { componentDeliveries, incidentDeliveries } from '../fixtures/arbitrary-deliveries.ts';
import { componentVariants, incidentVariants } from '../fixtures/recorded-variants.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
formats.default(ajv);

const isEmpty = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0;

/** Where a schema says nothing of a property or an element, so that a document would promise what nobody checks. */
const emptySchemas = (schema: JsonSchema, path: string): ReadonlyArray<string> =>
  isEmpty(schema)
    ? [path]
    : ['properties', 'items', 'anyOf', 'oneOf'].flatMap((keyword) => {
        const below = schema[keyword];
        return typeof below !== 'object' || below === null
          ? []
          : keyword === 'items'
            ? emptySchemas(below as JsonSchema, `${path}[]`)
            : Object.entries(below).flatMap(([name, child]) => emptySchemas(child as JsonSchema, `${path}.${name}`));
      });

for (const { codec, variants, arbitrary } of [
  { codec: IncidentDelivery, variants: incidentVariants, arbitrary: incidentDeliveries },
  { codec: ComponentDelivery, variants: componentVariants, arbitrary: componentDeliveries },
]) {
  const isAccepted = (delivery: unknown): boolean => codec.decode(delivery)._tag === 'Right';
  const schema = jsonSchemaOf(codec);
  const validate = ajv.compile(schema);

  test(`has no empty schema in ${codec.name}`, (t) => {
    t.deepEqual(emptySchemas(schema, ''), []);
  });

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
