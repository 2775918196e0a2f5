import * as t from 'io-ts';
import type { OptionalType } from './optional.ts';

/** https://json-schema.org/draft/2020-12/schema */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Codec = t.Type<unknown, unknown>;
type Described = Codec & Readonly<{ jsonSchema: JsonSchema }>;

/** Gives a codec of our own the schema of what it accepts. */
export const withJsonSchema = <A extends t.Mixed>(codec: A, jsonSchema: JsonSchema): A & { jsonSchema: JsonSchema } =>
  Object.assign(codec, { jsonSchema });

const hasJsonSchema = (codec: t.Mixed): codec is Described => 'jsonSchema' in codec;
const isOptional = (codec: t.Mixed): codec is OptionalType<unknown, unknown> =>
  '_tag' in codec && codec._tag === 'OptionalType';
const isStrict = (codec: t.Mixed): codec is t.ExactType<t.InterfaceType<t.Props>> => codec instanceof t.ExactType;
const isList = (codec: t.Mixed): codec is t.ReadonlyArrayType<t.Mixed> => codec instanceof t.ReadonlyArrayType;
const isUnion = (codec: t.Mixed): codec is t.UnionType<t.Mixed[]> => codec instanceof t.UnionType;
const isLiteral = (codec: t.Mixed): codec is t.LiteralType<string> => codec instanceof t.LiteralType;

const nullable = (schema: JsonSchema): JsonSchema =>
  typeof schema['type'] === 'string'
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] };

const objectSchema = ({ name, type: { props } }: t.ExactType<t.InterfaceType<t.Props>>): JsonSchema => ({
  title: name,
  type: 'object',
  properties: Object.fromEntries(Object.entries(props).map(([key, codec]) => [key, jsonSchemaOf(codec)])),
  required: Object.keys(props).filter((key) => !isOptional(props[key] ?? t.unknown)),
});

/** What a codec accepts, as it stands in the codec: fields that it does not name are allowed, an optional one may be null. */
export const jsonSchemaOf = (codec: t.Mixed): JsonSchema =>
  hasJsonSchema(codec)
    ? codec.jsonSchema
    : isOptional(codec)
      ? nullable(jsonSchemaOf(codec.type))
      : isStrict(codec)
        ? objectSchema(codec)
        : isList(codec)
          ? { type: 'array', items: jsonSchemaOf(codec.type) }
          : isUnion(codec)
            ? { title: codec.name, oneOf: codec.types.map(jsonSchemaOf) }
            : isLiteral(codec)
              ? { const: codec.value }
              : codec instanceof t.StringType
                ? { type: 'string' }
                : codec instanceof t.NumberType
                  ? { type: 'number' }
                  : codec instanceof t.BooleanType
                    ? { type: 'boolean' }
                    : {};
