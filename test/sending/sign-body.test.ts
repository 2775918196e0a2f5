import test from 'ava';
import { signBody } from '../../service/sending/sign-body.ts';

test('gives the HMAC-SHA256 of the published example of GitHub, which signs in the same way', (t) => {
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
  t.is(
    signBody("It's a Secret to Everybody")(Buffer.from('Hello, World!')),
    'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
  );
});
