import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { ruleSettings, rulesFrom } from '../../service/announcing/rule-settings.ts';
import type { Rules } from '../../service/announcing/suppressed-by.ts';
import { readSettings } from '../../service/runtime/read-settings.ts';
import { announceEverything } from '../helpers/announce-everything.ts';

const read = (environment: Readonly<Record<string, string>>) =>
  pipe(
    environment,
    readSettings(t.strict(ruleSettings, 'Settings'), () => []),
    E.map(rulesFrom),
  );

const reads = test.macro<[string, Readonly<Record<string, string>>, Partial<Rules>]>({
  exec: (tt, _what, environment, rules) => {
    tt.deepEqual(read(environment), E.right({ ...announceEverything, ...rules }));
  },
  title: (_, what) => `reads ${what}`,
});
test(reads, 'no setting as announcing everything', {}, {});
test(reads, 'the lowest impact that is announced', { ANNOUNCE_MIN_IMPACT: 'critical' }, { minImpact: 'critical' });
test(reads, 'that maintenance is announced', { ANNOUNCE_MAINTENANCE: 'true' }, { maintenance: true });
test(reads, 'that maintenance is not announced', { ANNOUNCE_MAINTENANCE: 'false' }, { maintenance: false });
test(reads, 'a flag, ignoring blanks and case', { ANNOUNCE_MAINTENANCE: ' FALSE ' }, { maintenance: false });
test(
  reads,
  'components, ignoring blanks and case',
  { ANNOUNCE_COMPONENTS: 'API Requests, abc123 ,' },
  { components: new Set(['api requests', 'abc123']) },
);

test('names every mistake at once, and no value', (tt) => {
  tt.deepEqual(
    read({ ANNOUNCE_MIN_IMPACT: 'secret', ANNOUNCE_MAINTENANCE: 'secret' }),
    E.left([
      'ANNOUNCE_MIN_IMPACT: expected one of none, minor, major, critical',
      'ANNOUNCE_MAINTENANCE: expected true or false',
    ]),
  );
});

test('takes no flag from the prototype of an object', (tt) => {
  tt.deepEqual(read({ ANNOUNCE_MAINTENANCE: 'constructor' }), E.left(['ANNOUNCE_MAINTENANCE: expected true or false']));
});
