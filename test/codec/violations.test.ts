import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { IsoTime } from '../../service/codec/iso-time.ts';
import { NonEmptyString } from '../../service/codec/non-empty-string.ts';
import { optional } from '../../service/codec/optional.ts';
import { violationsOf } from '../../service/codec/violations.ts';

const Element = t.strict({ id: NonEmptyString, at: optional(IsoTime) }, 'Element');
const Thing = t.strict(
  {
    text: t.string,
    is_live: t.boolean,
    list: t.readonlyArray(Element),
    more: optional(t.readonlyArray(t.readonlyArray(t.string))),
    either: optional(t.union([t.strict({ a: t.string }), t.literal('b')], 'an a or b')),
  },
  'Thing',
);

const sentences = (codec: t.Mixed, value: unknown): ReadonlyArray<string> =>
  pipe(
    codec.decode(value),
    E.matchW(violationsOf, () => []),
  );
const thing = { text: 'a', is_live: true, list: [] };

const says = test.macro<[value: unknown, expected: ReadonlyArray<string>]>({
  exec: (assert, value, expected) => {
    assert.deepEqual(sentences(Thing, value), expected);
  },
  title: (_, value, expected) => `says of ${JSON.stringify(value)}: ${expected.join('; ')}`,
});

test(says, null, ['expected an object']);
test(says, [thing], ['expected an object']);
test(says, {}, ['text: expected a string', 'is_live: expected a boolean', 'list: expected a list']);
test(says, { ...thing, list: {} }, ['list: expected a list']);
test(says, { ...thing, list: [5] }, ['list[0]: expected an object']);
test(says, { ...thing, list: [{ id: 'a' }, { id: '', at: 'soon' }] }, [
  'list[1].id: expected a non-empty string',
  'list[1].at: expected an ISO 8601 time',
]);
test(says, { ...thing, more: [['a'], ['b', 7], 'c'] }, ['more[1][1]: expected a string', 'more[2]: expected a list']);
test(says, { ...thing, more: 7 }, ['more: expected a list']);
test(says, { ...thing, either: { a: 7 } }, ['either.a: expected a string', 'either: expected an a or b']);

test('never repeats a value', (assert) => {
  const secret = 'a value that nobody may see';
  const told = sentences(Thing, {
    text: { secret },
    is_live: secret,
    list: [secret, { id: [secret], at: secret }],
    more: secret,
  });
  assert.is(told.length, 6);
  assert.false(JSON.stringify(told).includes(secret));
});

test('says each sentence once', (assert) => {
  const error: t.ValidationError = { value: 1, context: [{ key: '', type: Thing }] };
  assert.deepEqual<ReadonlyArray<string>, ReadonlyArray<string>>(violationsOf([error, error]), ['expected an object']);
});

test('tells twenty, and counts the rest', (assert) => {
  const list = (length: number) => sentences(Thing, { ...thing, list: Array(length).fill(1) });
  assert.is(list(20).length, 20);
  assert.is(list(20).at(-1), 'list[19]: expected an object');
  assert.deepEqual(list(21).slice(-2), ['list[19]: expected an object', 'and 1 more']);
  assert.is(list(21).length, 21);
  assert.is(list(500).at(-1), 'and 480 more');
});

test('says what a codec of our own says', (assert) => {
  const Even = new t.Type<number>(
    'Even',
    t.number.is,
    (input, context) => t.failure(input, context, 'an even number'),
    t.identity,
  );
  assert.deepEqual(sentences(t.strict({ count: Even }), { count: 3 }), ['count: expected an even number']);
});

test('has something to say where nothing is known', (assert) => {
  assert.deepEqual<ReadonlyArray<string>, ReadonlyArray<string>>(violationsOf([]), ['expected another value']);
});
