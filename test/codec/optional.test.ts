import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { nullish, optional } from '../../service/codec/optional.ts';

const Days = new t.Type<number, string>(
  'days',
  t.number.is,
  (input, context) => (typeof input === 'string' ? t.success(Number(input)) : t.failure(input, context)),
  String,
);

test('decodes absent and null to absent', (assert) => {
  assert.deepEqual(optional(Days).decode(undefined), E.right(undefined));
  assert.deepEqual(optional(Days).decode(null), E.right(undefined));
});

test('leaves absent and null as they are where both are values', (assert) => {
  assert.deepEqual(nullish(Days).decode(undefined), E.right(undefined));
  assert.deepEqual(nullish(Days).decode(null), E.right(null));
});

for (const [name, codec] of Object.entries({ optional: optional(Days), nullish: nullish(Days) })) {
  test(`decodes a value as its codec does, and refuses what that refuses: ${name}`, (assert) => {
    assert.deepEqual<unknown, unknown>(codec.decode('3'), E.right(3));
    assert.true(E.isLeft(codec.decode(3)));
  });

  test(`encodes what it decodes to: ${name}`, (assert) => {
    assert.is(codec.encode(undefined), undefined);
    assert.is(codec.encode(3), '3');
  });

  test(`knows what it decodes to: ${name}`, (assert) => {
    assert.true(codec.is(undefined));
    assert.true(codec.is(3));
    assert.false(codec.is('3'));
    assert.is(codec.is(null), name === 'nullish');
  });
}

test('encodes null where it is a value', (assert) => {
  assert.is(nullish(Days).encode(null), null);
});
