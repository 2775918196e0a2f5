import test from 'ava';
import * as t from 'io-ts';
import { IsoTime } from '../../service/codec/iso-time.ts';
import { type JsonSchema, jsonSchemaOf, withJsonSchema } from '../../service/codec/json-schema.ts';
import { NonEmptyString } from '../../service/codec/non-empty-string.ts';
import { optional } from '../../service/codec/optional.ts';

const describes = test.macro<[what: string, codec: t.Mixed, schema: JsonSchema]>({
  exec: (assert, _, codec, schema) => {
    assert.deepEqual(jsonSchemaOf(codec), schema);
  },
  title: (_, what, __, schema) => `describes ${what} as ${JSON.stringify(schema)}`,
});

test(describes, 'a string', t.string, { type: 'string' });
test(describes, 'a number', t.number, { type: 'number' });
test(describes, 'a literal', t.literal('ok'), { const: 'ok' });
test(describes, 'a non-empty string', NonEmptyString, { type: 'string', minLength: 1 });
test(describes, 'a time', IsoTime, { type: 'string', format: 'date-time' });
test(describes, 'an optional string', optional(t.string), { type: ['string', 'null'] });
test(describes, 'an optional time', optional(IsoTime), { type: ['string', 'null'], format: 'date-time' });
test(describes, 'an optional literal', optional(t.literal('a')), { anyOf: [{ const: 'a' }, { type: 'null' }] });
test(describes, 'a list', t.readonlyArray(t.string), { type: 'array', items: { type: 'string' } });
test(describes, 'a codec of our own', withJsonSchema(t.readonlyArray(t.string), { type: 'array', maxItems: 2 }), {
  type: 'array',
  maxItems: 2,
});
test(describes, 'an object', t.strict({ id: NonEmptyString, name: optional(t.string) }, 'Thing'), {
  title: 'Thing',
  type: 'object',
  properties: { id: { type: 'string', minLength: 1 }, name: { type: ['string', 'null'] } },
  required: ['id'],
});
test(describes, 'a union', t.union([t.strict({ a: t.string }, 'A'), t.strict({ b: t.string }, 'B')], 'AOrB'), {
  title: 'AOrB',
  oneOf: [
    { title: 'A', type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
    { title: 'B', type: 'object', properties: { b: { type: 'string' } }, required: ['b'] },
  ],
});
test(describes, 'what it does not know', t.unknown, {});
