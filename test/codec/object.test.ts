import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { NonEmptyString } from '../../service/codec/non-empty-string.ts';
import { object } from '../../service/codec/object.ts';
import { nullish } from '../../service/codec/optional.ts';

const Thing = object(
  { id: NonEmptyString, name: nullish(t.string), inner: nullish(object({ at: t.string }, 'Inner')) },
  'Thing',
);

test('takes an absent field for undefined', (assert) => {
  assert.true(Thing.is({ id: 'a' }));
  assert.false(Thing.is({ name: 'b' }));
});

test('takes whatever else an object has, and nothing but an object', (assert) => {
  assert.true(Thing.is({ id: 'a', more: 1 }));
  for (const value of [undefined, null, 'a', 1, [], ['a']]) {
    assert.false(Thing.is(value));
  }
});

test('knows exactly what it decodes, whose fields stay as they are', (assert) => {
  const field = fc.option(fc.oneof(fc.string(), fc.jsonValue()), { nil: undefined });
  const inner = fc.option(fc.record({ at: field }, { requiredKeys: [] }), { nil: null });
  assert.notThrows(() => {
    fc.assert(
      fc.property(
        fc.record({ id: field, name: field, inner: fc.oneof(field, inner), more: field }, { requiredKeys: [] }),
        (input) => {
          const decoded = Thing.decode(input);
          return (
            Thing.is(input) === E.isRight(decoded) &&
            (E.isLeft(decoded) || (decoded.right.id === input.id && decoded.right.name === input.name))
          );
        },
      ),
    );
  });
});
