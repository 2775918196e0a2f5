// What a character becomes in a query string, in HTML and in JSON, however often it was encoded so.
const encodedCharacter =
  /%(?:25)*([2-6][\da-f]|7[\da-e])|&(?:amp;)*#x0{0,9}([2-6][\da-f]|7[\da-e]);|&(?:amp;)*#0{0,9}(3[2-9]|[4-9]\d|1[01]\d|12[0-6]);|(&)(?:amp;)+|(?<!\\)\\+u00([2-6][\da-f]|7[\da-e])|(?<!\\)\\+(\/)/gi;
const maxEncodings = 10;

const characterOf = (
  _: string,
  percent: string | undefined,
  hex: string | undefined,
  decimal: string | undefined,
  ampersand: string | undefined,
  json: string | undefined,
  slash: string | undefined,
): string => {
  const code = percent ?? hex ?? json;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return decimal === undefined ? (ampersand ?? slash ?? '') : String.fromCharCode(Number(decimal));
};

/** Undefined where encodings are mixed so often that nobody can tell what a text holds. */
const decoded = (text: string, encodings = maxEncodings): string | undefined => {
  const next = text.replace(encodedCharacter, characterOf);
  if (next === text) return text;
  return encodings === 0 ? undefined : decoded(next, encodings - 1);
};

const mayHoldCode = /unsubscribe|[%&\\]/i;
// A word that may hold a code; others are left alone without a look at each, which would take ten times as long.
const word = /(?<![^\s"'<>])(?=[^\s"'<>]*?(?:unsubscribe|[%&\\]))[^\s"'<>]+/gi;
const parameter = /(unsubscribe[^\s"'<>=&/?#]{0,40}=)[^\s"'<>&#\\]+/gi;
const path = /(unsubscribe[\w.-]{0,40}[/?])[^\s"'<>\\]+/gi;
// The host of a link stays: it says which page sent it.
const field =
  /("[^"]{0,40}unsubscribe[^"]{0,40}"\s*:\s*\\*"(?:https?:\/\/[\w.:-]{1,255}\/)?)(?:[^"\\]+|\\+(?!["\\]))*/gi;
// Without a user, who could be the code.
const origin = /^https?:\/\/[\w.:-]{1,255}\//i;

/** Whether a text names an unsubscription, in whatever encoding. */
export const namesUnsubscription = (text: string): boolean =>
  mayHoldCode.test(text) && /unsubscribe/i.test(decoded(text) ?? 'unsubscribe');

const maskWord = (text: string): string => {
  const plain = decoded(text);
  if (plain === undefined) return '…';
  return /unsubscribe/i.test(plain) ? plain.replace(parameter, '$1…').replace(path, '$1…') : text;
};

/** Masks the codes of unsubscribe links, in whatever encoding: a code lets anyone end the subscription. */
export const maskUnsubscribeCodes = (text: string): string =>
  mayHoldCode.test(text) ? text.replace(word, maskWord).replace(field, '$1…') : text;

/** The same for a text that is such a link or code. */
export const maskUnsubscribeLink = (link: string): string => `${origin.exec(decoded(link) ?? '')?.[0] ?? ''}…`;
