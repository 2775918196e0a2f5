import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { IsoTime } from '../../service/codec/iso-time.ts';
import { type JsonSchema, jsonSchemaOf, withJsonSchema } from '../../service/codec/json-schema.ts';
import { NonEmptyString } from '../../service/codec/non-empty-string.ts';
import { optional } from '../../service/codec/optional.ts';

const describes = test.macro<[what: string, codec: t.Mixed, schema: JsonSchema]>({
  exec: (assert, _, codec, schema) => {
    assert.deepEqual(jsonSchemaOf(codec), E.right(schema));
  },
  title: (_, what, __, schema) => `describes ${what} as ${JSON.stringify(schema)}`,
});

test(describes, 'a string', t.string, { type: 'string' });
test(describes, 'a number', t.number, { type: 'number' });
test(describes, 'a literal', t.literal('ok'), { const: 'ok' });
test(describes, 'one of some words', t.keyof({ now: null, then: null }), { type: 'string', enum: ['now', 'then'] });
test(describes, 'an optional word', optional(t.keyof({ now: null })), {
  anyOf: [{ type: 'string', enum: ['now'] }, { type: 'null' }],
});
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

const refuses = test.macro<[what: string, codec: t.Mixed, name: string]>({
  exec: (assert, _, codec, name) => {
    assert.deepEqual(jsonSchemaOf(codec), E.left({ _tag: 'UnknownCodec', name }));
  },
  title: (_, what) => `refuses ${what} that it has no schema for`,
});

const Odd = t.refinement(t.number, (number) => number % 2 === 1, 'Odd');
test(refuses, 'a codec', Odd, 'Odd');
test(refuses, 'an optional codec', optional(Odd), 'Odd');
test(refuses, "a list's element", t.readonlyArray(Odd), 'Odd');
test(refuses, "an object's field", t.strict({ id: t.string, count: Odd }, 'Thing'), 'Odd');
test(refuses, "a union's member", t.union([t.string, Odd]), 'Odd');
test(refuses, 'an exact type other than an object', t.exact(t.partial({ id: t.string }), 'Partial'), 'Partial');
