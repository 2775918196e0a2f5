import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { postDelivery } from '../../service/sending/post-delivery.ts';
import { signBody } from '../../service/sending/sign-body.ts';
import { deserted, fakeReceiver } from './helpers/fake-receiver.ts';

const to = (url: string) => ({
  url: new URL(url),
  token: O.none,
  secret: O.none,
  timeoutInMilliseconds: 30_000,
  interruption: new AbortController().signal,
});

const delivery = { label: 'delivery', body: Buffer.from('{}') };

test('posts as JSON to the URL, and gives the status and the body of the answer', async (t) => {
  const { origin, received } = await fakeReceiver(t, (response) => response.writeHead(418).end('short and stout'));
  const answer = await postDelivery(to(`${origin}/webhook/statuspage?a=b`))(delivery)();
  t.deepEqual(answer, E.right({ status: 418, body: 'short and stout' }));
  t.like(received[0], {
    method: 'POST',
    path: '/webhook/statuspage?a=b',
    headers: { 'content-type': 'application/json', 'x-statuspage-signature': undefined },
  });
});

test('sends any bytes unchanged, and signs exactly these', async (t) => {
  const { origin, received } = await fakeReceiver(t);
  const secret = 'a secret of the relay';
  const post = postDelivery({ ...to(origin), secret: O.some(secret) });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), async (bytes) => {
      const body = Buffer.from(bytes);
      await post({ label: 'delivery', body })();
      const last = received.at(-1);
      t.deepEqual(last?.body, body);
      t.is(last?.headers['x-statuspage-signature'], signBody(secret)(body));
    }),
    { numRuns: 30 },
  );
});

const withToken = test.macro<[base: string, token: string, path: string]>({
  exec: async (t, base, token, path) => {
    const { origin, received } = await fakeReceiver(t);
    await postDelivery({ ...to(`${origin}${base}`), token: O.some(token) })(delivery)();
    t.is(received[0]?.path, path);
  },
  title: (_, base, token, path) => `appends the token ${token} to ${base} as ${path}`,
});

test(withToken, '/webhook/statuspage', 'abc', '/webhook/statuspage/abc');
test(withToken, '/webhook/statuspage/', 'abc', '/webhook/statuspage/abc');
test(withToken, '/webhook?a=b', 'abc', '/webhook/abc?a=b');
test(withToken, '', 'abc', '/abc');
test(withToken, '//webhook', 'abc', '//webhook/abc');
test(withToken, '/webhook', 'a/b?c#d%e é', '/webhook/a%2Fb%3Fc%23d%25e%20%C3%A9');

test('does not follow a redirect', async (t) => {
  const { origin, received } = await fakeReceiver(t, (response) => {
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  t.deepEqual(await postDelivery(to(origin))(delivery)(), E.right({ status: 307, body: '' }));
  t.is(received.length, 1);
});

test('says that the connection was refused where nothing listens', async (t) => {
  const origin = await deserted();
  t.deepEqual(await postDelivery(to(origin))(delivery)(), E.left({ _tag: 'ConnectionRefused', origin }));
});

test('gives up on a receiver that never answers', async (t) => {
  const { origin } = await fakeReceiver(t, () => undefined);
  t.deepEqual(
    await postDelivery({ ...to(origin), timeoutInMilliseconds: 20 })(delivery)(),
    E.left({ _tag: 'Timeout', origin, timeoutInMilliseconds: 20 }),
  );
});

test('gives up on a receiver that never ends its answer', async (t) => {
  const { origin } = await fakeReceiver(t, (response) => response.writeHead(200).write('{'));
  t.deepEqual(
    await postDelivery({ ...to(origin), timeoutInMilliseconds: 200 })(delivery)(),
    E.left({ _tag: 'Timeout', origin, timeoutInMilliseconds: 200 }),
  );
});

test('says that the receiver hung up', async (t) => {
  const { origin } = await fakeReceiver(t, (response) => response.destroy());
  t.deepEqual(
    await postDelivery(to(origin))(delivery)(),
    E.left({ _tag: 'ConnectionFailed', origin, reason: 'UND_ERR_SOCKET' }),
  );
});

test('says that a port is one that no client may use', async (t) => {
  t.deepEqual(
    await postDelivery(to('http://127.0.0.1:1'))(delivery)(),
    E.left({ _tag: 'ConnectionFailed', origin: 'http://127.0.0.1:1', reason: 'bad port' }),
  );
});

test('stops waiting for an answer when it is interrupted', async (t) => {
  const interruption = new AbortController();
  const { origin } = await fakeReceiver(t, () => {
    interruption.abort();
  });
  t.deepEqual(
    await postDelivery({ ...to(origin), interruption: interruption.signal })(delivery)(),
    E.left({ _tag: 'Interrupted' }),
  );
});
