import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { decode } from '../../service/codec/decode.ts';
import { commaSeparated, keyValuePairs, setting } from '../../service/codec/setting.ts';

test('reads a text, or says what was expected and not what came', (assert) => {
  const Digit = setting('a digit', (text) => (/^\d$/.test(text) ? O.some(Number(text)) : O.none));
  const Settings = t.strict({ LEVEL: Digit }, 'Settings');
  assert.deepEqual(decode(Settings)({ LEVEL: '7' }), E.right({ LEVEL: 7 }));
  assert.deepEqual(decode(Settings)({ LEVEL: 'secret' }), E.left(['LEVEL: expected a digit']));
  assert.deepEqual(decode(Settings)({ LEVEL: 7 }), E.left(['LEVEL: expected a digit']));
});

test('splits a list at its commas, without blanks and empty items', (assert) => {
  assert.deepEqual(commaSeparated(' a, b c ,,d , '), ['a', 'b c', 'd']);
  assert.deepEqual(commaSeparated(' , '), []);
});

test('splits pairs at their equals sign, without blanks', (assert) => {
  assert.deepEqual(
    keyValuePairs('a=1, b c = 2 3 ,'),
    O.some([
      ['a', '1'],
      ['b c', '2 3'],
    ]),
  );
  assert.deepEqual(keyValuePairs(''), O.some([]));
});

for (const mistake of ['a', '=1', 'a=', ' = 1', 'a=1=2', 'a=1,b', '=']) {
  test(`takes no pairs from ${mistake}`, (assert) => {
    assert.deepEqual(keyValuePairs(mistake), O.none);
  });
}
