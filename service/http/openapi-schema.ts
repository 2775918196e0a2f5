import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { type JsonSchema, jsonSchemaOf } from '../codec/json-schema.ts';

/** The schema of a codec for an OpenAPI document; throws for a codec that has none. */
export const schemaOf = (codec: t.Mixed): JsonSchema =>
  pipe(
    jsonSchemaOf(codec),
    E.getOrElse(({ name }): JsonSchema => {
      throw new Error(`There is no JSON Schema for the codec ${name}`);
    }),
  );
