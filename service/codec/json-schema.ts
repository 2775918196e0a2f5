import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import type { OptionalType } from './optional.ts';

/** https://json-schema.org/draft/2020-12/schema */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** There is no schema for this kind of codec; `withJsonSchema` gives it one. */
type UnknownCodec = Readonly<{ _tag: 'UnknownCodec'; name: string }>;

type Result = E.Either<UnknownCodec, JsonSchema>;
type Strict = t.ExactType<t.InterfaceType<t.Props>>;
type Described = t.Type<unknown, unknown> & Readonly<{ jsonSchema: JsonSchema }>;

/** Attaches the JSON Schema of what a codec of our own accepts. */
export const withJsonSchema = <A extends t.Mixed>(codec: A, jsonSchema: JsonSchema): A & { jsonSchema: JsonSchema } =>
  Object.assign(codec, { jsonSchema });

const hasJsonSchema = (codec: t.Mixed): codec is Described => 'jsonSchema' in codec;
const isOptional = (codec: t.Mixed): codec is OptionalType<unknown, unknown> =>
  '_tag' in codec && codec._tag === 'OptionalType';
const isStrict = (codec: t.Mixed): codec is Strict =>
  codec instanceof t.ExactType && codec.type instanceof t.InterfaceType;
const isList = (codec: t.Mixed): codec is t.ReadonlyArrayType<t.Mixed> => codec instanceof t.ReadonlyArrayType;
const isUnion = (codec: t.Mixed): codec is t.UnionType<t.Mixed[]> => codec instanceof t.UnionType;
const isKeyof = (codec: t.Mixed): codec is t.KeyofType<Record<string, unknown>> => codec instanceof t.KeyofType;
const isLiteral = (codec: t.Mixed): codec is t.LiteralType<string> => codec instanceof t.LiteralType;

const nullable = (schema: JsonSchema): JsonSchema =>
  typeof schema['type'] === 'string' && !('enum' in schema)
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };

const objectSchema = ({ name, type: { props } }: Strict): Result =>
  pipe(
    Object.entries(props),
    E.traverseArray(([key, codec]) =>
      pipe(
        jsonSchemaOf(codec),
        E.map((schema) => [key, schema] as const),
      ),
    ),
    E.map((properties) => ({
      title: name,
      type: 'object',
      properties: Object.fromEntries(properties),
      required: Object.keys(props).filter((key) => !isOptional(props[key] ?? t.unknown)),
    })),
  );

/** The JSON Schema of what a codec accepts: unnamed fields are allowed, and an optional field may be null. */
export const jsonSchemaOf = (codec: t.Mixed): Result => {
  if (hasJsonSchema(codec)) return E.right(codec.jsonSchema);
  if (isOptional(codec)) return pipe(jsonSchemaOf(codec.type), E.map(nullable));
  if (isStrict(codec)) return objectSchema(codec);
  if (isList(codec)) {
    return pipe(
      jsonSchemaOf(codec.type),
      E.map((items) => ({ type: 'array', items })),
    );
  }
  if (isUnion(codec)) {
    return pipe(
      codec.types,
      E.traverseArray(jsonSchemaOf),
      E.map((oneOf) => ({ title: codec.name, oneOf })),
    );
  }
  if (isKeyof(codec)) return E.right({ type: 'string', enum: Object.keys(codec.keys) });
  if (isLiteral(codec)) return E.right({ const: codec.value });
  if (codec instanceof t.StringType) return E.right({ type: 'string' });
  if (codec instanceof t.NumberType) return E.right({ type: 'number' });
  if (codec instanceof t.BooleanType) return E.right({ type: 'boolean' });
  return E.left({ _tag: 'UnknownCodec', name: codec.name });
};
