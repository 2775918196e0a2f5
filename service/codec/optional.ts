import * as t from 'io-ts';

/** The `_tag` lets tolerant decoding find an optional field on the path to an error. */
export type OptionalType<A, O> = t.Type<A, O> & Readonly<{ _tag: 'OptionalType'; type: t.Mixed }>;

const isNullish = (input: unknown): input is null | undefined => input === undefined || input === null;

const tagged = <A, O>(codec: t.Type<A, O>, type: t.Mixed): OptionalType<A, O> =>
  Object.assign(codec, { _tag: 'OptionalType' as const, type });

/** A field that may be absent or null, which decoding leaves as it is. */
export const nullish = <A, O>(type: t.Type<A, O>): OptionalType<A | null | undefined, O | null | undefined> =>
  tagged(
    new t.Type<A | null | undefined, O | null | undefined>(
      type.name,
      (input): input is A | null | undefined => isNullish(input) || type.is(input),
      (input, context) => (isNullish(input) ? t.success(input) : type.validate(input, context)),
      (value) => (isNullish(value) ? value : type.encode(value)),
    ),
    type,
  );

/** A field that may be absent or null, both of which decode to undefined. */
export const optional = <A, O>(type: t.Type<A, O>): OptionalType<A | undefined, O | undefined> =>
  tagged(
    new t.Type<A | undefined, O | undefined>(
      type.name,
      (input): input is A | undefined => input === undefined || type.is(input),
      (input, context) => (isNullish(input) ? t.success(undefined) : type.validate(input, context)),
      (value) => (value === undefined ? undefined : type.encode(value)),
    ),
    type,
  );
