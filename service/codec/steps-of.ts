import type * as t from 'io-ts';

/** One step on the path from the root of a value to an error. */
export type Step = Readonly<{ key: string; isOptional: boolean; isElement: boolean; expected: string }>;

const tagOf = (type: object): string => ('_tag' in type && typeof type._tag === 'string' ? type._tag : '');

const withoutOptional = (type: object): object =>
  tagOf(type) === 'OptionalType' && 'type' in type && typeof type.type === 'object' && type.type !== null
    ? type.type
    : type;

const expectedBy = (type: object & { readonly name: string }): string => {
  switch (tagOf(withoutOptional(type))) {
    case 'StringType':
      return 'a string';
    case 'BooleanType':
      return 'a boolean';
    case 'ReadonlyArrayType':
      return 'a list';
    case 'ExactType':
      return 'an object';
    default:
      return type.name;
  }
};

/** The path below the root. The members of a union add no step. */
export const stepsOf = (context: t.Context): ReadonlyArray<Step> =>
  context.flatMap(({ key, type }, position) => {
    const parent = context[position - 1];
    if (parent === undefined) return [];
    const parentTag = tagOf(withoutOptional(parent.type));
    if (parentTag === 'UnionType') return [];
    return [
      {
        key,
        isOptional: tagOf(type) === 'OptionalType',
        isElement: parentTag === 'ReadonlyArrayType',
        expected: expectedBy(type),
      },
    ];
  });
