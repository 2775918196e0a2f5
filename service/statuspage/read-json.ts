import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

export type UnreadableBody =
  | Readonly<{ _tag: 'EmptyBody' }>
  | Readonly<{ _tag: 'NotUtf8' }>
  | Readonly<{ _tag: 'NotJson' }>
  | Readonly<{ _tag: 'NotAnObject' }>;

export type JsonObject = Readonly<Record<string, unknown>>;

const decoder = new TextDecoder('utf-8', { fatal: true });

const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): unknown => JSON.parse(text);

/** Decodes UTF-8, with or without a byte-order mark. */
export const readText = (body: Buffer): E.Either<UnreadableBody, string> =>
  pipe(
    E.tryCatch(
      () => decoder.decode(body),
      (): UnreadableBody => ({ _tag: 'NotUtf8' }),
    ),
    E.filterOrElse(
      (text) => text.trim() !== '',
      (): UnreadableBody => ({ _tag: 'EmptyBody' }),
    ),
  );

/** Parses a JSON object. */
export const readObject = (text: string): E.Either<UnreadableBody, JsonObject> =>
  pipe(
    E.tryCatch(
      () => parse(text),
      (): UnreadableBody => ({ _tag: 'NotJson' }),
    ),
    E.filterOrElse(isJsonObject, (): UnreadableBody => ({ _tag: 'NotAnObject' })),
  );
