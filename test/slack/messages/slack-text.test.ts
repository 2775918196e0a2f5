import test from 'ava';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { escapeAndTruncate, linkTo, localTime, plainTextObject } from '../../../service/slack/messages/slack-text.ts';

test('escapes what Slack would read as a mention or a link', (t) => {
  t.is(
    escapeAndTruncate('<!channel> & <https://evil.example|good> p50 < 200ms', 100),
    '&lt;!channel&gt; &amp; &lt;https://evil.example|good&gt; p50 &lt; 200ms',
  );
});

test('stays within the limit, cuts no escape and no character, and lets no markup through', (t) => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', '😀', '\ud83d', ';') }),
      fc.integer({ min: 1, max: 30 }),
      (text, maxLength) => {
        const cut = escapeAndTruncate(text, maxLength);
        t.true(cut.length <= maxLength);
        t.regex(cut, /^(?:[^&<>]|&(?:amp|lt|gt);)*$/u);
        t.true(cut.isWellFormed());
      },
    ),
  );
});

test('keeps a text that fits', (t) => {
  t.is(escapeAndTruncate('a'.repeat(30), 30), 'a'.repeat(30));
  t.is(escapeAndTruncate('a'.repeat(31), 30), `${'a'.repeat(29)}…`);
});

test('has something to show where the text is blank', (t) => {
  t.deepEqual(plainTextObject(' ', 30), { type: 'plain_text', text: '…', emoji: false });
});

test('names the host of a link', (t) => {
  t.deepEqual(linkTo('https://stspg.io/abc?a=1&b=2'), O.some('<https://stspg.io/abc?a=1&amp;b=2|stspg.io>'));
});

test('accepts no label in a URL', (t) => {
  t.deepEqual(
    linkTo('http://status.example/x|Click here'),
    O.some('<http://status.example/x%7CClick%20here|status.example>'),
  );
});

const notALink = test.macro<[string | undefined]>({
  exec: (t, url: string | undefined) => {
    t.deepEqual(linkTo(url), O.none);
  },
  title: (_, url) => `makes no link of ${url?.slice(0, 60) ?? 'nothing'}`,
});
test(notALink, undefined);
test(notALink, '');
test(notALink, 'stspg.io/abc');
test(notALink, 'javascript:alert(1)');
test(notALink, 'slack://channel?team=T1');
test(notALink, 'https://github.com@evil.example/');
test(notALink, `https://status.example/${'a'.repeat(600)}`);

test("shows a time in the reader's zone, and in UTC where it cannot", (t) => {
  t.is(localTime('2026-03-01T10:00:59.999Z'), '<!date^1772359259^{date_short_pretty} {time}|2026-03-01 10:00 UTC>');
});
