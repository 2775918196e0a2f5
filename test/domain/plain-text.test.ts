import test from 'ava';
import fc from 'fast-check';
import { optionalLine, plainText, singleLine } from '../../service/domain/plain-text.ts';
import { vendorText } from '../fixtures/arbitrary-deliveries.ts';

// As ava strips control characters from a title, texts that differ in these alone would have one title.
const escaped = (text: string): string =>
  JSON.stringify(text).replace(/[\p{C}\u2028\u2029]/gu, (character) => `U+${character.charCodeAt(0).toString(16)}`);

const makes = test.macro<[text: string, plain: string]>({
  exec: (t, text, plain) => {
    t.is(plainText(text), plain);
  },
  title: (_, text, plain) => `makes ${escaped(text)} ${escaped(plain)}`,
});

for (const lineBreak of [
  '<br />',
  '<br/>',
  '<br>',
  '<BR>',
  '<br\t/>',
  '\n',
  '\r',
  '\r\n',
  '\u0085',
  '\u2028',
  '\u2029',
  '</p>',
]) {
  test(makes, `a${lineBreak}b`, 'a\nb');
}
test(makes, '<p>a</p><p>b</p>', 'a\nb');
test(makes, '<ul><li>a</li><li>b</li ></ul>', 'a\nb');
test(makes, '<h3 class="x">a</h3>b', 'a\nb');
test(makes, '<b>bold</b> <em>and</em> <code>code</code>', 'bold and code');
test(makes, '<a href="https://example.com/?a=1&b=2" target="_blank">link</a>', 'link');
test(makes, '<img src="x" onerror="alert(1)"/>', '');
test(makes, 'p50 < 200ms and p90 > 1s', 'p50 < 200ms and p90 > 1s');
test(makes, 'p50<200ms', 'p50<200ms');
test(makes, 'if a < b then c > d', 'if a < b then c > d');
test(makes, 'List<String>, <unknown>, <your-region>', 'List<String>, <unknown>, <your-region>');
test(makes, '<3', '<3');
test(makes, '->', '->');
test(makes, 'a <b', 'a <b');
test(makes, 'Tom &amp; Jerry &lt;b&gt; &quot;x&quot; &#39;y&#x27; &apos;&nbsp;z', "Tom & Jerry <b> \"x\" 'y' ' z");
test(makes, '&amp;lt;br&amp;gt;', '&lt;br&gt;');
test(makes, '&AMP; &LT;', '& <');
test(makes, '&unknown; &; & &#10;', '&unknown; &; & &#10;');
test(makes, '\0a\tb\u001B[31mc\u007Fd\u009Be', 'a b [31mc d e');
test(makes, 'a\u202Eb\u202Cc\u2066d\u2069', 'abcd');
test(makes, 'a\uD83Db\uDE00', 'a\uFFFDb\uFFFD');
test(makes, '🙏 déjà vu 👩‍👩‍👧', '🙏 déjà vu 👩‍👩‍👧');
test(makes, '  a \n ', 'a');
test(makes, '<!channel> <@U123>', '<!channel> <@U123>');

test('makes a single line of any white space', (t) => {
  t.is(singleLine(' a<br />b\r\n\r\nc\td\u2028e\u00A0f '), 'a b c d e f');
});

test('leaves absent what is absent', (t) => {
  t.is(optionalLine(undefined), undefined);
  t.is(optionalLine('a\nb'), 'a b');
});

test('gives well-formed text without line breaks or control or directional characters, whatever the vendor writes', (t) => {
  const text = fc.oneof(
    vendorText,
    fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  );
  t.notThrows(() => {
    fc.assert(
      fc.property(text, (vendors) => {
        const line = singleLine(vendors);
        const lines = plainText(vendors);
        return (
          line.isWellFormed() &&
          lines.isWellFormed() &&
          !/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(line) &&
          !/(?!\n)[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(lines)
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

test('leaves plain words as they are', (t) => {
  const words = fc.stringMatching(/^[A-Za-z0-9.,:;!?()'"%+=/-]+( [A-Za-z0-9.,:;!?()'"%+=/-]+)*$/);
  t.notThrows(() => {
    fc.assert(
      fc.property(words, (text) => {
        fc.pre(!/unsubscribe/i.test(text));
        return plainText(text) === text && singleLine(text) === text;
      }),
    );
  });
});

test('masks the code of an unsubscribe link', (t) => {
  t.is(plainText('See http://a.example/?unsubscribe=abc <br />'), 'See http://a.example/?unsubscribe=…');
  t.is(plainText('http://a.example/?to=%3Funs%75bscribe%3Dabc'), 'http://a.example/?to=?unsubscribe=…');
  t.is(singleLine('http://a.example/unsubscribe/abc'), 'http://a.example/unsubscribe/…');
});

// Each makes a regular expression that backtracks badly hang.
const million = 1_000_000;
const hostile: Readonly<Record<string, string>> = {
  'tags that never end': '<a '.repeat(million / 3),
  'a tag of white space': `<a${' '.repeat(million)}`,
  'a line break of white space': `<br${' '.repeat(million)}`,
  'closing tags of white space': `</p${' '.repeat(million)}`,
  'angle brackets': '<'.repeat(million),
  'slashes in a tag': `<a ${'/'.repeat(million)}`,
  ampersands: '&'.repeat(million),
  'entities that never end': '&amp'.repeat(million / 4),
  'white space': `a${' '.repeat(million)}b`,
  'line breaks': '\r\n'.repeat(million / 2),
  quotes: '"'.repeat(million),
  'fields that never end': '"unsubscribe'.repeat(million / 12),
  'a field of white space': `"unsubscribe"${' '.repeat(million)}`,
  'fields of white space': `"unsubscribe"${' '.repeat(40)}`.repeat(million / 53),
  'a link that never ends': `"unsubscribe":"unsubscribe=${'a'.repeat(million)}`,
  'hosts that never end': `"unsubscribe":"https://a.example`.repeat(million / 32),
  'names without a code': 'unsubscribe'.repeat(million / 11),
  'encodings that never end': `%${'25'.repeat(million / 2)}`,
  'percent signs': '%'.repeat(million),
  'ampersands in ampersands': `&${'amp;'.repeat(million / 4)}`,
  backslashes: '\\'.repeat(million),
  'a field of backslashes': `"unsubscribe":"${'\\'.repeat(million)}`,
  'escapes that never end': `${'\\'.repeat(million)}u00`,
  'lone surrogates': '\uD83D'.repeat(million),
  'directional characters': '\u202E'.repeat(million),
};

for (const [what, text] of Object.entries(hostile)) {
  test(`comes to an end with a million characters of ${what}`, (t) => {
    t.true(plainText(text).length <= text.length);
    t.true(singleLine(text).length <= text.length);
  });
}

test('cuts what no entry can hold before it is cleaned', (t) => {
  t.is(plainText('x'.repeat(300_000)), `${'x'.repeat(200_000)}…`);
  t.is(plainText(`${'<b>'.repeat(100_000)}late`), '<b…');
});
