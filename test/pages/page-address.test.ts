import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { PageAddresses } from '../../service/pages/page-address.ts';

test('reads origins with and without a name and an interval', (t) => {
  const text = 'https://status.openai.com, Stripe=https://www.stripestatus.com/ every=15, http://127.0.0.1:8080,';
  t.deepEqual(
    PageAddresses.decode(text),
    E.right([
      { origin: 'https://status.openai.com', name: O.none, minMinutes: O.none },
      { origin: 'https://www.stripestatus.com', name: O.some('Stripe'), minMinutes: O.some(15) },
      { origin: 'http://127.0.0.1:8080', name: O.none, minMinutes: O.none },
    ]),
  );
});

for (const text of [
  'status.openai.com',
  'http://status.openai.com',
  'https://status.openai.com/history',
  'https://status.openai.com?a=1',
  'https://user:password@status.openai.com',
  'ftp://status.openai.com',
  '=https://status.openai.com',
  'https://status.openai.com every=soon',
  'https://status.openai.com, nonsense',
  'https://status.openai.com, OpenAI=https://status.openai.com/',
]) {
  test(`refuses "${text}"`, (t) => {
    t.true(E.isLeft(PageAddresses.decode(text)));
  });
}
