import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { IsoTime } from '../../service/codec/iso-time.ts';
import { optional } from '../../service/codec/optional.ts';

const OptionalTime = optional(IsoTime);
const time = '2026-05-04T09:02:11.000Z';

test('decodes absent and null to absent', (assert) => {
  assert.deepEqual(OptionalTime.decode(undefined), E.right(undefined));
  assert.deepEqual(OptionalTime.decode(null), E.right(undefined));
});

test('decodes a value as its codec does, and refuses what that refuses', (assert) => {
  assert.deepEqual(OptionalTime.decode('2026-05-04T10:02:11+01:00'), E.right(time));
  assert.true(E.isLeft(OptionalTime.decode('soon')));
  assert.true(E.isLeft(OptionalTime.decode(0)));
});

test('encodes what it decodes to', (assert) => {
  assert.is(OptionalTime.encode(undefined), undefined);
  assert.is(OptionalTime.encode(time), time);
  const Days = new t.Type<number, string>('days', t.number.is, (_, context) => t.failure(_, context), String);
  assert.is(optional(Days).encode(3), '3');
});

test('knows what it decodes to', (assert) => {
  assert.true(OptionalTime.is(undefined));
  assert.true(OptionalTime.is(time));
  assert.false(OptionalTime.is(null));
  assert.false(OptionalTime.is('soon'));
});
