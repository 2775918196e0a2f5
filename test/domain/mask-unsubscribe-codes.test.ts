import test from 'ava';
import { maskUnsubscribeCodes } from '../../service/domain/mask-unsubscribe-codes.ts';

const masks = test.macro<[text: string, masked: string]>({
  exec: (t, text, masked) => {
    t.is(maskUnsubscribeCodes(text), masked);
  },
  title: (_, text) => `masks the code in ${text}`,
});

test(masks, 'http://a.example/?unsubscribe=abc', 'http://a.example/?unsubscribe=…');
test(masks, 'http://a.example/?unsubscribe=abc&b=1', 'http://a.example/?unsubscribe=…&b=1');
test(masks, '?UNSUBSCRIBE=abc, ?unsubscribe=def', '?UNSUBSCRIBE=… ?unsubscribe=…');
test(masks, '?unsubscribe%3Dabc', '?unsubscribe=…');
test(masks, '?unsubscribe\\u003dabc', '?unsubscribe=…');
test(masks, '?unsubscribe&#61;abc', '?unsubscribe=…');
test(masks, '?unsubscribe&#x3D;abc', '?unsubscribe=…');
test(masks, '{"unsubscribe":"http://a.example/u/abc","b":"c"}', '{"unsubscribe":"http://a.example/…","b":"c"}');
test(
  masks,
  '{"unsubscribe":"HTTPS://a.example:8443/?abc","b":"c"}',
  '{"unsubscribe":"HTTPS://a.example:8443/…","b":"c"}',
);
test(masks, '{"unsubscribe":"http://abc@a.example/"}', '{"unsubscribe":"…"}');
test(masks, '{"unsubscribe":"http://a.example?abc"}', '{"unsubscribe":"…"}');
test(masks, '{ "unsubscribe_code" : "abc" }', '{ "unsubscribe_code" : "…" }');
test(
  masks,
  '"a":"{\\"u\\":\\"http://a.example/?unsubscribe=abc\\"}"',
  '"a":"{\\"u\\":\\"http://a.example/?unsubscribe=…\\"}"',
);
test(masks, '{"meta":{"unsubscribe":"http://a.example/?unsubscribe=ab', '{"meta":{"unsubscribe":"http://a.example/…');
test(masks, '?to=%2F%3Funsubscribe%253Dabc', '?to=/?unsubscribe=…');
test(masks, 'a%20b ?uns%75bscribe=abc', 'a%20b ?unsubscribe=…');
test(masks, '?unsubscribe[]=abc&b=1', '?unsubscribe[]=…&b=1');
test(masks, '?unsubscribe%5B%5D=abc', '?unsubscribe[]=…');
test(masks, '?unsubscribe_token=abc', '?unsubscribe_token=…');
test(masks, 'http://a.example/unsubscribe/abc', 'http://a.example/unsubscribe/…');
test(masks, 'http://a.example/unsubscribe.php?page=1&code=abc', 'http://a.example/unsubscribe.php?…');
test(
  masks,
  '{\\\\\\"unsubscribe\\\\\\":\\\\\\"http://a.example/u/abc\\\\\\"}',
  '{\\\\\\"unsubscribe\\\\\\":\\\\\\"http://a.example/…\\\\\\"}',
);
test(masks, '?unsubscribe\\\\u003dabc', '?unsubscribe=…');
test(masks, '{"uns%75bscribe":"abc"}', '{"unsubscribe":"…"}');
test(masks, '?unsubscribe&amp;#61;abc', '?unsubscribe=…');

const leaves = test.macro<[text: string]>({
  exec: (t, text) => {
    t.is(maskUnsubscribeCodes(text), text);
  },
  title: (_, text) => `leaves ${text}`,
});

test(leaves, 'Click "unsubscribe" below');
test(leaves, 'How do I unsubscribe? You cannot be unsubscribed, and 100% of R&D &amp; c:\\temp stays %3D.');

test('masks whatever is encoded too often to be read', (t) => {
  const layers = Array.from({ length: 8 }).reduce<string>(
    (text) => text.replaceAll('%', '&#37;').replaceAll('&', '%26'),
    '%3Dabc',
  );
  t.is(maskUnsubscribeCodes(`see ?unsubscribe${layers} there`), 'see … there');
});
