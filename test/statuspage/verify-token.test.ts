import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { verifyToken } from '../../service/statuspage/verify-token.ts';

const live = 'the-token-of-this-page';
const verify = verifyToken([live, 'the-token-before-it']);

test('accepts every live token', (t) => {
  t.deepEqual(verify(O.some(live)), E.right({ by: 'token' } as const));
  t.deepEqual(verify(O.some('the-token-before-it')), E.right({ by: 'token' } as const));
});

test('refuses an absent token as missing', (t) => {
  t.deepEqual(verify(O.none), E.left({ _tag: 'MissingToken' } as const));
});

const refuses = test.macro<[token: string]>({
  exec: (t, token) => {
    t.deepEqual(verify(O.some(token)), E.left({ _tag: 'InvalidToken' } as const));
  },
  title: (_, token) => `refuses "${token}"`,
});

test(refuses, '');
test(refuses, live.toUpperCase());
test(refuses, ` ${live}`);
test(refuses, `${live} `);
test(refuses, `${live}\0`);
test(refuses, live.slice(0, -1));
test(refuses, `${live}/`);
test(refuses, `${live},the-token-before-it`);

test('accepts a token if and only if it is live', (t) => {
  const token = fc.string({ maxLength: 3 });
  t.notThrows(() => {
    fc.assert(
      fc.property(token, fc.array(token, { maxLength: 3 }), token, (first, others, sent) => {
        const verified = verifyToken([first, ...others])(O.some(sent));
        return E.isRight(verified) === [first, ...others].includes(sent);
      }),
    );
  });
});
