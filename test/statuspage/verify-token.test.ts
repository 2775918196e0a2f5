import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Token } from '../../service/statuspage/verification.ts';
import { verifyToken } from '../../service/statuspage/verify-token.ts';

const live = 'the-token-of-this-page';
const unbound = (value: string): Token => ({ value, pageId: O.none });
const verify = verifyToken([unbound(live), unbound('the-token-before-it')]);

test('accepts every live token', (t) => {
  t.deepEqual(verify(O.some(live)), E.right({ by: 'token' } as const));
  t.deepEqual(verify(O.some('the-token-before-it')), E.right({ by: 'token' } as const));
});

test('proves the pages that a token is bound to, and any page if it is also live unbound', (t) => {
  const bound = [
    { value: 'a', pageId: O.some('one') },
    { value: 'a', pageId: O.some('two') },
    { value: 'b', pageId: O.some('three') },
  ] as const;
  t.deepEqual(verifyToken(bound)(O.some('a')), E.right({ by: 'token', pageIds: ['one', 'two'] } as const));
  t.deepEqual(verifyToken(bound)(O.some('b')), E.right({ by: 'token', pageIds: ['three'] } as const));
  t.deepEqual(verifyToken([...bound, unbound('a')])(O.some('a')), E.right({ by: 'token' } as const));
});

test('refuses an absent token as missing', (t) => {
  t.deepEqual(verify(O.none), E.left({ _tag: 'MissingToken' } as const));
});

const refuses = test.macro<[token: string, as: 'InvalidToken' | 'MalformedToken']>({
  exec: (t, token, _tag) => {
    t.deepEqual(verify(O.some(token)), E.left({ _tag } as const));
  },
  title: (_, token, as) => `refuses ${JSON.stringify(token)} as ${as}`,
});

test(refuses, live.toUpperCase(), 'InvalidToken');
test(refuses, live.slice(0, -1), 'InvalidToken');
test(refuses, '', 'MalformedToken');
test(refuses, 'x'.repeat(15), 'MalformedToken');
test(refuses, ` ${live}`, 'MalformedToken');
test(refuses, `${live} `, 'MalformedToken');
test(refuses, `${live}\0`, 'MalformedToken');
test(refuses, `${live}\n`, 'MalformedToken');
test(refuses, `${live}/`, 'MalformedToken');
test(refuses, `${live},the-token-before-it`, 'MalformedToken');

test('accepts a token if and only if it is live', (t) => {
  const token = fc.string({ maxLength: 3 });
  t.notThrows(() => {
    fc.assert(
      fc.property(token, fc.array(token, { maxLength: 3 }), token, (first, others, sent) => {
        const verified = verifyToken([unbound(first), ...others.map(unbound)])(O.some(sent));
        return E.isRight(verified) === [first, ...others].includes(sent);
      }),
    );
  });
});
