import test from 'ava';
import { knownPages } from '../../service/pages/known-pages.ts';
import { codeSpans, rowsIn, section } from './documents.ts';

const [addressed, named] = rowsIn(section('docs/polling.md', 'Which pages push')).reduce<
  readonly [ReadonlyArray<readonly [string, string]>, ReadonlyArray<string>]
>(
  ([pages, others], [page = '']) => {
    const [origin] = codeSpans(page);
    return origin === undefined
      ? [pages, [...others, ...page.split(', ')]]
      : [[...pages, [page.replace(/ `.*/, ''), origin]], others];
  },
  [[], []],
);

test('docs/polling.md gives every page the address that the commands know', (t) => {
  t.true(addressed.length > 0);
  t.deepEqual(
    addressed.filter(([name, origin]) => knownPages.get(name) !== origin),
    [],
  );
});

test('docs/polling.md names every page that the commands know', (t) => {
  const names = new Set([...addressed.map(([name]) => name), ...named]);
  t.deepEqual(
    [...knownPages.keys()].filter((name) => !names.has(name)),
    [],
  );
});
