import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { flow } from 'fp-ts/lib/function.js';
import { readObject, readText, type UnreadableBody } from '../../service/statuspage/read-json.ts';

const readJson = flow(readText, E.chain(readObject));

const byteOrderMark = '\uFEFF';

const refuses = test.macro<[what: string, body: Buffer, reason: UnreadableBody['_tag']]>({
  exec: (t, _, body, _tag) => {
    t.deepEqual(readJson(body), E.left({ _tag }));
  },
  title: (_, what, __, reason) => `refuses ${what} as ${reason}`,
});

test(refuses, 'no bytes', Buffer.alloc(0), 'EmptyBody');
test(refuses, 'white space', Buffer.from(' \r\n\t'), 'EmptyBody');
test(refuses, 'only a byte-order mark', Buffer.from(byteOrderMark), 'EmptyBody');
test(refuses, 'a byte that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'NotUtf8');
test(refuses, 'a character that was cut', Buffer.from('{"a":"😀"}').subarray(0, 8), 'NotUtf8');
test(refuses, 'an overlong form', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), 'NotUtf8');
test(refuses, 'a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'NotUtf8');
test(refuses, 'UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'NotJson');
test(refuses, 'words', Buffer.from('hello'), 'NotJson');
test(refuses, 'what was cut short', Buffer.from('{"incident":{"id":"a"'), 'NotJson');
test(refuses, 'a form', Buffer.from('payload=%7B%7D'), 'NotJson');
test(refuses, 'two values', Buffer.from('{}{}'), 'NotJson');
test(refuses, 'NaN', Buffer.from('{"a":NaN}'), 'NotJson');
test(refuses, 'two byte-order marks', Buffer.from(`${byteOrderMark}${byteOrderMark}{}`), 'NotJson');
for (const value of ['null', 'true', '1', '"incident"', '[]', '[{"incident":{}}]']) {
  test(refuses, value, Buffer.from(value), 'NotAnObject');
}

test('skips a byte-order mark, each time', (t) => {
  const body = Buffer.from(`${byteOrderMark}{"a":"é"}`);
  t.deepEqual(readJson(body), E.right({ a: 'é' }));
  t.deepEqual(readJson(body), E.right({ a: 'é' }));
});

test('reads on after a body that was cut within a character', (t) => {
  t.true(E.isLeft(readJson(Buffer.from([0x7b, 0xe2, 0x82]))));
  t.deepEqual(readJson(Buffer.from('{"a":"€"}')), E.right({ a: '€' }));
});

test('reads every object that JSON can hold', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const json = JSON.stringify(object);
        const read = readJson(Buffer.from(json));
        return E.isRight(read) && JSON.stringify(read.right) === json;
      }),
    );
  });
});

test('never throws, whatever the bytes', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        readJson(Buffer.from(bytes));
      }),
      { numRuns: 1_000 },
    );
  });
});
