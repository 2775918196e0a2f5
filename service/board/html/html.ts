import { safeText } from '../safe-text.ts';

/** Markup that may be sent to a browser as it is. Only `html` makes it. */
export type Html = Readonly<{ _tag: 'Html'; markup: string }>;

/** What a template takes: text, which is escaped, and markup; nothing where there is nothing to show. */
export type Content = Html | string | number | undefined | ReadonlyArray<Content>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const special = /[&<>"']/g;

const escapeText = (text: string): string =>
  safeText(text).replace(special, (character) => entities[character] ?? character);

const isHtml = (content: Html | ReadonlyArray<Content>): content is Html => '_tag' in content;

const markupOf = (content: Content): string => {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return `${content}`;
  return isHtml(content) ? content.markup : content.map(markupOf).join('');
};

/**
 * A template that escapes: whatever text is put into an element or a quoted attribute stays text. It also removes
 * characters that would change how the text around them reads.
 */
export const html = (strings: TemplateStringsArray, ...contents: ReadonlyArray<Content>): Html => ({
  _tag: 'Html',
  markup: strings.map((string, index) => string + markupOf(contents[index])).join(''),
});
