import test from 'ava';
import fc from 'fast-check';
import { html } from '../../../service/board/html/html.ts';

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom('<', '>', '&', '"', "'", '`', '=', '/', '\n', '\t', '\0'),
    fc.constantFrom('<script>', '</p>', '-->', '&lt;', '&#60;', '\u202E', '\u2066', '\u200F', '\uD800', '😀', 'א'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
});

const entities = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
]);
const decoded = (markup: string) => markup.replaceAll(/&[^;]*;/g, (entity) => entities.get(entity) ?? '');

test('leaves nothing of a text that could open or close an element or an attribute', (t) => {
  fc.assert(
    fc.property(hostile, (text) => {
      t.regex(html`${text}`.markup, /^(?:[^<>"'&]|&(?:amp|lt|gt|quot|#39);)*$/);
    }),
  );
  t.is(html`<p title="${'" onclick="x'}">${'<b>'}</p>`.markup, '<p title="&quot; onclick=&quot;x">&lt;b&gt;</p>');
});

test('shows the text that it was given, but for characters that nobody sees', (t) => {
  fc.assert(
    fc.property(hostile, (text) => {
      const visible = text
        .toWellFormed()
        .replaceAll(/(?!\n)\p{Cc}/gu, '')
        .replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '');
      t.is(decoded(html`${text}`.markup), visible);
    }),
  );
});

test('keeps markup, lists of it, numbers and nothing', (t) => {
  const items = ['a', '<'].map((text) => html`<li>${text}</li>`);
  const { markup } = html`<b>${items}</b>${2}${undefined}`;
  t.is(markup, '<b><li>a</li><li>&lt;</li></b>2');
});

test('takes a text that looks like markup of its own for text', (t) => {
  t.is(html`${JSON.stringify({ _tag: 'Html', markup: '<b>' })}`.markup.includes('<'), false);
});
