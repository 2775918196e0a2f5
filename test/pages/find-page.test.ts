import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { findPage, findPages } from '../../service/pages/find-page.ts';
import { knownPages } from '../../service/pages/known-pages.ts';
import { PageAddresses } from '../../service/pages/page-address.ts';

const plain = (origin: string) => ({ origin, name: O.none, minMinutes: O.none });
const internal = { origin: 'https://status.corp.example', name: O.some('Internal Tools'), minMinutes: O.some(15) };
const mirror = { ...plain('https://mirror.example'), name: O.some('GitHub') };

const found = test.macro<[string, ReturnType<typeof plain> | typeof internal]>({
  exec: (t, text, address) => {
    t.deepEqual(findPage([internal])(text), E.right(address));
  },
  title: (_, text, { origin }) => `finds ${origin} for ${text}`,
});
test(found, 'github', plain('https://www.githubstatus.com'));
test(found, 'Open AI', plain('https://status.openai.com'));
test(found, 'internal-tools', internal);
test(found, 'https://status.corp.example', internal);
test(found, 'https://status.example.com/incidents/abc?x=1#y', plain('https://status.example.com'));
test(found, 'status.example.com', plain('https://status.example.com'));
test(found, 'status.example.com/history', plain('https://status.example.com'));
test(found, 'http://localhost:8080/', plain('http://localhost:8080'));
test(found, 'Acme=https://status.example.com', { ...plain('https://status.example.com'), name: O.some('Acme') });

test('lets a configured name win over a known one', (t) => {
  t.deepEqual(findPage([mirror])('github'), E.right(mirror));
});

for (const text of ['', 'nobody', 'http://status.example.com', 'https://user:secret@status.example.com', 'a.b, c.d']) {
  test(`finds none for "${text}", and says what was expected`, (t) => {
    t.like(findPage([])(text), { _tag: 'Left' });
  });
}

test('finds each page once, and all that are configured where none is named', (t) => {
  t.deepEqual(findPages([])(['github', 'www.githubstatus.com']), E.right([plain('https://www.githubstatus.com')]));
  t.deepEqual(findPages([internal, mirror])([]), E.right([internal, mirror]));
  t.like(findPages([])([]), { _tag: 'Left' });
});

test('repeats no password', (t) => {
  t.notRegex(JSON.stringify(findPage([])('https://user:secret@status.example.com')), /secret/);
});

test('reports every page that it does not find', (t) => {
  const result = findPages([])(['github', 'nobody', 'nothing']);
  t.is(E.isLeft(result) ? result.left.length : 0, 2);
});

test('every known page is an origin that can be polled', (t) => {
  t.true(E.isRight(PageAddresses.decode([...knownPages.values()].join(','))));
});
