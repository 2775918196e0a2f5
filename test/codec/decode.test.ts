import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decode } from '../../service/codec/decode.ts';
import { NonEmptyString } from '../../service/codec/non-empty-string.ts';
import { optional } from '../../service/codec/optional.ts';

const Settings = t.strict({ name: NonEmptyString, size: optional(t.strict({ width: t.number }, 'Size')) }, 'Settings');

test('gives what the codec decodes to, without what it does not name', (assert) => {
  assert.deepEqual(decode(Settings)({ name: 'a', more: 1 }), E.right({ name: 'a', size: undefined }));
});

test('tells every mistake in a sentence, and demands an optional value to be right', (assert) => {
  assert.deepEqual(
    decode(Settings)({ name: '', size: { width: 'wide' } }),
    E.left(['name: expected a non-empty string', 'size.width: expected number'] as const),
  );
  assert.deepEqual(decode(Settings)([]), E.left(['expected an object'] as const));
});
