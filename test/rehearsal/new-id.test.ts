import test from 'ava';
import { newId } from '../../service/rehearsal/new-id.ts';

const ids = Array.from({ length: 1_000 }, newId);

test('gives 12 characters of a–z and 0–9', (t) => {
  t.deepEqual(
    ids.filter((id) => !/^[a-z0-9]{12}$/.test(id)),
    [],
  );
});

test('never gives the same id twice', (t) => {
  t.is(new Set(ids).size, ids.length);
});
