import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decodeTolerantly } from '../../service/codec/decode-tolerantly.ts';
import { NonEmptyString } from '../../service/codec/non-empty-string.ts';
import { object } from '../../service/codec/object.ts';
import { nullish } from '../../service/codec/optional.ts';

const Element = object({ id: NonEmptyString, name: nullish(t.string) }, 'Element');
const Thing = object(
  {
    id: NonEmptyString,
    name: nullish(t.string),
    list: nullish(t.readonlyArray(Element)),
    required: nullish(object({ inner: nullish(Element) }, 'Required')),
  },
  'Thing',
);
const decode = decodeTolerantly(Thing);

// An absent field is as good as an undefined one.
const known = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const tolerates = test.macro<[input: object, value: object, violations: ReadonlyArray<string>]>({
  exec: (assert, input, value, violations) => {
    assert.deepEqual(known(decode(input)), known(E.right({ value: { id: 'a', ...value }, violations })));
  },
  title: (_, input) => `tolerates ${JSON.stringify(input)}`,
});

test(tolerates, { id: 'a' }, {}, []);
test(tolerates, { id: 'a', name: null }, { name: null }, []);
test(tolerates, { id: 'a', name: 5 }, {}, ['name: expected a string']);
test(tolerates, { id: 'a', list: 5 }, {}, ['list: expected a list']);
test(
  tolerates,
  { id: 'a', list: [5, { id: 'b', name: 6 }, null, { id: '' }, { id: 'c' }] },
  {
    list: [{ id: 'b' }, { id: 'c' }],
  },
  [
    'list[0]: expected an object',
    'list[1].name: expected a string',
    'list[2]: expected an object',
    'list[3].id: expected a non-empty string',
  ],
);
test(tolerates, { id: 'a', required: { inner: { id: 5 } } }, { required: {} }, [
  'required.inner.id: expected a non-empty string',
]);
test(tolerates, { id: 'a', required: 'x', name: 5 }, {}, ['name: expected a string', 'required: expected an object']);

test('refuses what a required field makes wrong, and tells nothing that was tolerated', (assert) => {
  assert.deepEqual(decode({ id: '', name: 5 }), E.left(['id: expected a non-empty string'] as const));
  assert.deepEqual(decode({}), E.left(['id: expected a non-empty string'] as const));
  assert.deepEqual(decode(null), E.left(['expected an object'] as const));
  assert.deepEqual(decode([]), E.left(['expected an object'] as const));
});

test('gives the very input where nothing is wrong', (assert) => {
  const input = { id: 'a', name: null, list: [{ id: 'b', name: 'c', more: 1 }], more: 1 };
  assert.is((decode(input) as E.Right<Readonly<{ value: unknown }>>).right.value, input);
});

test('leaves its input as it was', (assert) => {
  const input = { id: 'a', name: 5, list: [1, { id: 'b', name: 2 }] };
  const copy = structuredClone(input);
  decode(input);
  assert.deepEqual(input, copy);
});

test('accepts any JSON beside the required fields, and tells a violation if and only if its codec refuses', (assert) => {
  assert.notThrows(() => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.jsonValue(),
        fc.array(fc.jsonValue()),
        fc.jsonValue(),
        (name, list, elements, required) =>
          [
            { id: 'a', name, list, required },
            { id: 'a', list: elements, required: { inner: required } },
          ].every((input) => {
            const decoded = decode(input);
            return E.isRight(decoded) && (decoded.right.violations.length === 0) === E.isRight(Thing.decode(input));
          }),
      ),
    );
  });
});
