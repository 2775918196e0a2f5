const tags =
  'a|abbr|b|blockquote|br|code|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul';
const lineEnd = /<br\s*\/?>|<\/(?:p|div|li|h[1-6]|tr|blockquote|pre)\s*>/gi;
const tag = new RegExp(`</?(?:${tags})(?:\\s[^<>]*)?/?>`, 'gi');
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
  nbsp: ' ',
};
const entity = /&(amp|lt|gt|quot|apos|#39|#x27|nbsp);/gi;
const lineBreak = /\r\n|[\r\n\u0085\u2028\u2029]/gu;
const control = /(?!\n)\p{Cc}/gu;
// They make a text read otherwise than it is: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
const directional = /[\u202A-\u202E\u2066-\u2069]/gu;
const unsubscribeCode = /(unsubscribe(?:=|%3D|\\u003d|&#61;|&#x3d;))[^\s&"'<>#\\]+/gi;
const unsubscribeField = /("[^"]{0,40}unsubscribe[^"]{0,40}"\s*:\s*")[^"]*/gi;

/** Whoever has the code of an unsubscribe link can end the subscription: text and raw JSON lose it alike. */
export const maskUnsubscribeCodes = (text: string): string =>
  text.replace(unsubscribeField, '$1…').replace(unsubscribeCode, '$1…');

const toLines = (text: string): string =>
  maskUnsubscribeCodes(text.toWellFormed().replace(lineBreak, '\n').replace(control, ' ').replace(directional, ''));

// Most texts are plain: what follows costs more than the rest of decoding.
const notPlain = /[<&\p{Cc}\u2028-\u202E\u2066-\u2069]|unsubscribe/iu;
const isPlain = (text: string): boolean => !notPlain.test(text) && text.isWellFormed();

const withoutMarkup = (text: string): string =>
  text
    .replace(lineEnd, '\n')
    .replace(tag, '')
    .replace(entity, (whole, name: string) => entities[name.toLowerCase()] ?? whole);

/** Vendor text without markup: tags gone, entities decoded, every line break a LF, no other control character, no unsubscribe code. */
export const plainText = (text: string): string => (isPlain(text) ? text : toLines(withoutMarkup(text))).trim();

export const optionalText = (text: string | null | undefined): string | undefined =>
  text === undefined || text === null ? undefined : plainText(text);

// Ids, names, statuses: most lines are so plain that one look is enough. No code of a link can stand in them.
const words = /^[\w:.,()'/-]+(?: [\w:.,()'/-]+)*$/;

/** The same as `plainText`, on one line. */
export const singleLine = (text: string): string => (words.test(text) ? text : plainText(text).replace(/\s+/gu, ' '));

export const optionalLine = (text: string | null | undefined): string | undefined =>
  text === undefined || text === null ? undefined : singleLine(text);
