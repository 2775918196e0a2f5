import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { signBody } from '../../service/sending/sign-body.ts';
import type { Tokens, Verification, VerificationError, Verified } from '../../service/statuspage/verification.ts';
import { verifyCapabilityUrl } from '../../service/statuspage/verify-capability-url.ts';
import { verifyDelivery } from '../../service/statuspage/verify-delivery.ts';

const secrets = ['the-secret-of-today', 'the-secret-of-yesterday'] as const;
const tokens = ['the-token-of-today', 'the-token-of-yesterday'] as const;
const liveTokens: Tokens = [
  { value: tokens[0], pageId: O.none },
  { value: tokens[1], pageId: O.none },
];
const body = Buffer.from('{"incident":{}}');

const verifications = {
  nothing: { _tag: 'Unverified' },
  secret: { _tag: 'BySignature', secrets },
  token: { _tag: 'ByToken', tokens: liveTokens },
  both: { _tag: 'BySignatureOrToken', secrets, tokens: liveTokens },
} satisfies Record<string, Verification>;

const headers = {
  valid: O.some(signBody(secrets[0])(body)),
  'valid of a secret that is being rotated out': O.some(signBody(secrets[1])(body)),
  absent: O.none,
  wrong: O.some(signBody('the-secret-of-a-stranger')(body)),
  malformed: O.some('sha256=signed'),
};

const pathTokens = {
  valid: O.some(tokens[0]),
  'valid while it is being rotated out': O.some(tokens[1]),
  absent: O.none,
  wrong: O.some('the-token-of-a-stranger'),
};

type Expected = Verified['by'] | VerificationError['_tag'];
type Row = [
  configured: keyof typeof verifications,
  header: keyof typeof headers,
  token: keyof typeof pathTokens,
  beforeTheBody: 'passes' | VerificationError['_tag'],
  result: Expected,
];

const row = test.macro<Row>({
  exec: (t, configured, header, token, beforeTheBody, result) => {
    const verification = verifications[configured];
    const byUrl = verifyCapabilityUrl(verification)(pathTokens[token]);
    t.is(
      pipe(
        byUrl,
        E.matchW(
          ({ _tag }) => _tag,
          () => 'passes',
        ),
      ),
      beforeTheBody,
    );
    t.is(
      pipe(
        byUrl,
        E.chain((urlProof) => verifyDelivery(verification)({ body, signature: headers[header], urlProof })),
        E.matchW(
          ({ _tag }) => _tag,
          ({ by }) => by,
        ),
      ),
      result,
    );
  },
  title: (_, configured, header, token, beforeTheBody, result) =>
    `where ${configured} is configured, header ${header}, token ${token}: ${beforeTheBody} before the body, then ${result}`,
});

const anyHeader = ['valid', 'valid of a secret that is being rotated out', 'absent', 'wrong', 'malformed'] as const;
const anyToken = ['valid', 'valid while it is being rotated out', 'absent', 'wrong'] as const;

for (const header of anyHeader) {
  for (const token of anyToken) {
    test(row, 'nothing', header, token, 'passes', 'nothing');
  }
  test(row, 'token', header, 'valid', 'passes', 'token');
  test(row, 'token', header, 'valid while it is being rotated out', 'passes', 'token');
  test(row, 'token', header, 'absent', 'MissingToken', 'MissingToken');
  test(row, 'token', header, 'wrong', 'InvalidToken', 'InvalidToken');
  test(row, 'both', header, 'wrong', 'InvalidToken', 'InvalidToken');
}

for (const token of anyToken) {
  test(row, 'secret', 'valid', token, 'passes', 'signature');
  test(row, 'secret', 'valid of a secret that is being rotated out', token, 'passes', 'signature');
  test(row, 'secret', 'absent', token, 'passes', 'MissingSignature');
  test(row, 'secret', 'wrong', token, 'passes', 'InvalidSignature');
  test(row, 'secret', 'malformed', token, 'passes', 'InvalidSignature');
}

test(row, 'both', 'valid', 'absent', 'passes', 'signature');
test(row, 'both', 'valid of a secret that is being rotated out', 'absent', 'passes', 'signature');
test(row, 'both', 'absent', 'valid', 'passes', 'token');
test(row, 'both', 'absent', 'valid while it is being rotated out', 'passes', 'token');
test(row, 'both', 'valid', 'valid', 'passes', 'signature');
test(row, 'both', 'wrong', 'valid', 'passes', 'InvalidSignature');
test(row, 'both', 'malformed', 'valid', 'passes', 'InvalidSignature');
test(row, 'both', 'wrong', 'absent', 'passes', 'InvalidSignature');
test(row, 'both', 'absent', 'absent', 'passes', 'MissingProof');
