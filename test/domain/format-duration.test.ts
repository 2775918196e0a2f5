import test from 'ava';
import { formatDuration } from '../../service/domain/format-duration.ts';

const minute = 60_000;

const reads = test.macro<[number, string]>({
  exec: (t, milliseconds: number, expected: string) => {
    t.is(formatDuration(milliseconds), expected);
  },
  title: (_, milliseconds, expected) => `reads ${milliseconds} ms as ${expected}`,
});
test(reads, 0, 'less than a minute');
test(reads, minute - 1, 'less than a minute');
test(reads, minute, '1 min');
test(reads, 59.9 * minute, '59 min');
test(reads, 60 * minute, '1 h');
test(reads, 125 * minute, '2 h 5 min');
test(reads, 24 * 60 * minute, '1 d');
test(reads, (24 * 60 + 59) * minute, '1 d');
test(reads, 61 * 60 * minute, '2 d 13 h');
