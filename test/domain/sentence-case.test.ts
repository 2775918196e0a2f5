import test from 'ava';
import { sentenceCase } from '../../service/domain/sentence-case.ts';

test('turns a term into sentence case', (t) => {
  t.is(sentenceCase('degraded_performance'), 'Degraded performance');
  t.is(sentenceCase(''), '');
});
