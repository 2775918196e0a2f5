import test from 'ava';
import fc from 'fast-check';
import { equalInConstantTime } from '../../service/statuspage/equal-in-constant-time.ts';

test('finds two texts equal if and only if they are the same, whatever their lengths', (t) => {
  const text = fc.string({ unit: 'binary', maxLength: 2 });
  t.notThrows(() => {
    fc.assert(fc.property(text, text, (left, right) => equalInConstantTime(left, right) === (left === right)));
    fc.assert(fc.property(text, (both) => equalInConstantTime(both, both)));
  });
});
