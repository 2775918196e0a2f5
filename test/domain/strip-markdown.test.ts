import test from 'ava';
import fc from 'fast-check';
import { stripMarkdown } from '../../service/domain/strip-markdown.ts';

const strips = test.macro<[string, string]>({
  exec: (t, markdown, text) => {
    t.is(stripMarkdown(markdown), text);
  },
  title: (_, markdown) => `strips ${JSON.stringify(markdown)}`,
});
test(strips, '**Cause**', 'Cause');
test(strips, '***Cause*** and __effect__', 'Cause and effect');
test(strips, '*a* _b_ ~~c~~ `d` ``e``', 'a b c d e');
test(strips, '# Postmortem #\n\n## Cause', 'Postmortem\n\nCause');
test(strips, '* one\n  - two\n+ three\n1. four', '• one\n  • two\n• three\n1. four');
test(
  strips,
  'See [our report](https://a.example/r_1 "the report"), ![graph](https://a.example/g.png).',
  'See our report, graph.',
);
test(
  strips,
  'See <https://a.example/b_c>, or <mailto:a@b.example>.',
  'See https://a.example/b_c, or mailto:a@b.example.',
);
test(strips, '**[our report](https://a.example)**', 'our report');
test(strips, '> **Note**\n> quoted', 'Note\nquoted');
test(strips, 'before\n\n---\n\n```sh\nls -l\n```\n\nafter', 'before\n\nls -l\n\nafter');
test(strips, String.raw`2 \* 3 \_x\_`, '2 * 3 _x_');

const staysAsItIs = test.macro<[string]>({
  exec: (t, text) => {
    t.is(stripMarkdown(text), text);
  },
  title: (_, text) => `leaves ${text} as it is`,
});
test(staysAsItIs, 'p50 < 200ms, 2 * 3 * 4, snake_case_name, #channel, a-b, ~5 %, [sic] (so)');
test(staysAsItIs, '5 * 3 = 15');
test(staysAsItIs, '• one\n1. two');

const word = fc.stringMatching(/^[A-Za-z0-9]{1,8}$/);
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const inline = fc
  .tuple(
    fc.constantFrom(
      (text: string) => text,
      (text: string) => `**${text}**`,
      (text: string) => `__${text}__`,
      (text: string) => `*${text}*`,
      (text: string) => `_${text}_`,
      (text: string) => `~~${text}~~`,
      (text: string) => `\`${text}\``,
      (text: string) => `[${text}](https://status.example.com/a_b)`,
      (text: string) => `[**${text}**](https://status.example.com)`,
    ),
    phrase,
  )
  .map(([mark, text]) => [mark(text), text] as const);
const line = fc
  .tuple(
    fc.constantFrom(['', ''], ['# ', ''], ['### ', ''], ['> ', ''], ['- ', '• '], ['* ', '• ']),
    fc.array(inline, { minLength: 1, maxLength: 4 }),
  )
  .map(
    ([[before = '', shown = ''], parts]) =>
      [
        `${before}${parts.map(([markdown]) => markdown).join(' ')}`,
        `${shown}${parts.map(([, text]) => text).join(' ')}`,
      ] as const,
  );

test('leaves nothing but the words, whatever the marks', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        t.is(stripMarkdown(lines.map(([markdown]) => markdown).join('\n')), lines.map(([, text]) => text).join('\n'));
      }),
    );
  });
});

for (const part of ['__a ', '**a ', '*a ', '~~a ', '`', '# a ', '#  ', '[a](', '<https:', '> ', '* ']) {
  test(`ends with a long text of "${part}", too`, (t) => {
    t.true(stripMarkdown(`the beginning\n${part.repeat(200_000)}`).startsWith('the beginning'));
  });
}
