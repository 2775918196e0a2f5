import * as t from 'io-ts';

export type OptionalType<A, O> = t.Type<A | undefined, O | undefined> &
  Readonly<{ _tag: 'OptionalType'; type: t.Type<A, O> }>;

/** Decodes a field that may be absent or null, both to undefined. Its `_tag` lets tolerant decoding find it on an error's path. */
export const optional = <A, O>(type: t.Type<A, O>): OptionalType<A, O> =>
  Object.assign(
    new t.Type<A | undefined, O | undefined>(
      type.name,
      (input): input is A | undefined => input === undefined || type.is(input),
      (input, context) =>
        input === undefined || input === null ? t.success(undefined) : type.validate(input, context),
      (value) => (value === undefined ? undefined : type.encode(value)),
    ),
    { _tag: 'OptionalType' as const, type },
  );
