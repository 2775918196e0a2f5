import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { signBody } from '../../service/sending/sign-body.ts';
import type { Secrets } from '../../service/statuspage/verification.ts';
import { verifySignature } from '../../service/statuspage/verify-signature.ts';

const secret = "It's a Secret to Everybody";
const body = Buffer.from('Hello, World!');
// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
const hex = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';

const verify = (signature: string | undefined, secrets: Secrets = [secret], signed: Buffer = body) =>
  verifySignature(secrets)({ body: signed, signature: O.fromNullable(signature) });

const accepted = E.right({ by: 'signature' } as const);
const refused = E.left({ _tag: 'InvalidSignature' } as const);

test('accepts the published example of a sender that signs in the same way', (t) => {
  t.deepEqual(verify(`sha256=${hex}`), accepted);
});

test('accepts hexadecimal digits of either case', (t) => {
  t.deepEqual(verify(`sha256=${hex.toUpperCase()}`), accepted);
});

test('refuses a delivery without a signature as missing one', (t) => {
  t.deepEqual(verify(undefined), E.left({ _tag: 'MissingSignature' } as const));
});

test('accepts every live secret while one is rotated, and refuses one that is no longer live', (t) => {
  for (const live of ['new secret', 'old secret']) {
    t.deepEqual(verify(signBody(live)(body), ['new secret', 'old secret']), accepted);
  }
  t.deepEqual(verify(signBody('oldest secret')(body), ['new secret', 'old secret']), refused);
});

const refuses = test.macro<[signature: string]>({
  exec: (t, signature) => {
    t.deepEqual(verify(signature), refused);
  },
  title: (_, signature) => `refuses "${signature}"`,
});

test(refuses, '');
test(refuses, ' ');
test(refuses, 'sha256');
test(refuses, 'sha256=');
test(refuses, hex);
test(refuses, `sha1=${hex}`);
test(refuses, `sha512=${hex}`);
test(refuses, `sha256:${hex}`);
test(refuses, `sha256= ${hex}`);
test(refuses, ` sha256=${hex}`);
test(refuses, `sha256=${hex} `);
test(refuses, `sha256=${hex}00`);
test(refuses, `sha256=${hex.slice(0, -1)}`);
test(refuses, `sha256=${hex.slice(0, -1)}g`);
test(refuses, `sha256=0x${hex}`);
test(refuses, `sha256=${hex}, sha256=${hex}`);
test(refuses, `sha256=${Buffer.from(hex, 'hex').toString('base64')}`);
test(refuses, `sha256=${'0'.repeat(64)}`);
test(refuses, signBody('')(body));

const bytes = fc.uint8Array({ maxLength: 300, size: 'max' }).map((array) => Buffer.from(array));
const key = fc.string({ minLength: 1 });

test('accepts whatever was signed, byte for byte', (t) => {
  t.notThrows(() => {
    fc.assert(fc.property(key, bytes, (live, signed) => E.isRight(verify(signBody(live)(signed), [live], signed))));
  });
});

test('refuses a body of which any one bit changed after it was signed', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(
        key,
        bytes.filter(({ length }) => length > 0),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        (live, signed, position, bit) => {
          const changed = Buffer.from(signed);
          const index = position % signed.length;
          changed[index] = (signed[index] ?? 0) ^ (1 << bit);
          return E.isLeft(verify(signBody(live)(signed), [live], changed));
        },
      ),
    );
  });
});

test('refuses a body that was cut or grew after it was signed', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(key, bytes, bytes, (live, signed, more) => {
        const longer = Buffer.concat([signed, more]);
        return (
          more.length === 0 ||
          (E.isLeft(verify(signBody(live)(signed), [live], longer)) &&
            E.isLeft(verify(signBody(live)(longer), [live], signed)))
        );
      }),
    );
  });
});

test('refuses what another secret signed', (t) => {
  t.notThrows(() => {
    fc.assert(
      // HMAC fills a short key with zero bytes, so that two keys that differ in these alone are one.
      fc.property(key, key, bytes, (live, other, signed) => {
        fc.pre(live.replace(/\0+$/, '') !== other.replace(/\0+$/, ''));
        return E.isLeft(verify(signBody(other)(signed), [live], signed));
      }),
    );
  });
});

test('refuses a signature of which any one digit is another', (t) => {
  const hexadecimal = '0123456789abcdef';
  for (const index of hex.split('').keys()) {
    const other = hexadecimal[(hexadecimal.indexOf(hex[index] ?? '') + 1) % 16] ?? '';
    t.deepEqual(verify(`sha256=${hex.slice(0, index)}${other}${hex.slice(index + 1)}`), refused);
  }
});
