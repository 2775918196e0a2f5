import test from 'ava';
import { providerOf, wellKnownPages } from '../../service/domain/provider.ts';

const host = () => 'status.example.com';
const noHost = () => undefined;
const pages = new Map([['w5hd3kq8m2xz', 'Acme']]);

test('names a page that it knows by its id, whatever the host', (t) => {
  t.is(providerOf(pages)('w5hd3kq8m2xz', host), 'Acme');
  t.is(providerOf(pages)('w5hd3kq8m2xz', noHost), 'Acme');
});

test('falls back to the host, then to unknown', (t) => {
  for (const id of ['another', undefined]) {
    t.is(providerOf(pages)(id, host), 'status.example.com');
    t.is(providerOf(pages)(id, noHost), 'unknown');
  }
});

test('knows pages by an id as Statuspage makes them, and each by a name of its own', (t) => {
  const names = [...wellKnownPages.values()];

  for (const id of wellKnownPages.keys()) t.regex(id, /^[a-z0-9]{12}$/);
  t.is(new Set(names).size, names.length);
  t.true(names.includes('GitHub'));
});
