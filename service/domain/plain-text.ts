import { maskUnsubscribeCodes, maskUnsubscribeLink, namesUnsubscription } from './mask-unsubscribe-codes.ts';

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
const controlCharacter = /(?!\n)\p{Cc}/gu;
// They make a text appear in another order than it is written: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
const directionalCharacter = /[\u202A-\u202E\u2066-\u2069]/gu;

// More than an entry can hold: what is longer is cut there anyway.
const maxTextLength = 200_000;

const cut = (text: string): string =>
  text.length > maxTextLength ? `${text.slice(0, maxTextLength).toWellFormed()}…` : text;

const normaliseCharacters = (text: string): string =>
  maskUnsubscribeCodes(
    text.toWellFormed().replace(lineBreak, '\n').replace(controlCharacter, ' ').replace(directionalCharacter, ''),
  );

// Most texts are plain. They skip the cleaning, which costs more than the rest of decoding.
const needsCleaning = /[<&\\\p{Cc}\u2028-\u202E\u2066-\u2069]|%\d|unsubscribe/iu;
const isPlain = (text: string): boolean => !needsCleaning.test(text) && text.isWellFormed();

const stripMarkup = (text: string): string =>
  text
    .replace(lineEnd, '\n')
    .replace(tag, '')
    .replace(entity, (encoded, name: string) => entities[name.toLowerCase()] ?? encoded);

/** Of at most 200,000 characters, vendor text with tags removed, entities decoded, LF as the only control character, and unsubscribe codes masked. */
export const plainText = (text: string): string => {
  const kept = cut(text);
  return (isPlain(kept) ? kept : normaliseCharacters(stripMarkup(kept))).trim();
};

export const optionalText = (text: string | null | undefined): string | undefined =>
  text === undefined || text === null ? undefined : plainText(text);

// Most ids, names and statuses need no cleaning. An equals sign and a slash do not match, so an unsubscribe code cannot either.
const plainLine = /^[\w:.,()'-]+(?: [\w:.,()'-]+)*$/;

// Single spaces, which are nearly all of it, stay as they are.
const whiteSpace = /\s{2,}|[^\S ]/gu;

/** Each run of white space as one space. */
export const collapseWhiteSpace = (text: string): string => text.replace(whiteSpace, ' ');

/** As `plainText`, on one line. */
export const singleLine = (text: string): string => (plainLine.test(text) ? text : collapseWhiteSpace(plainText(text)));

export const optionalLine = (text: string | null | undefined): string | undefined =>
  text === undefined || text === null ? undefined : singleLine(text);

const unsafeInId = /[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu;

/** An id as the vendor wrote it, but for control characters; one that holds an unsubscribe link is masked. */
export const cleanId = (id: string): string => {
  if (plainLine.test(id)) return id;
  return namesUnsubscription(id) ? maskUnsubscribeLink(id) : id.toWellFormed().replace(unsafeInId, '');
};

export const optionalId = (id: string | null | undefined): string | undefined =>
  id === undefined || id === null ? undefined : cleanId(id);
