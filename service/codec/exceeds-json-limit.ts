/** Far more than a delivery has: recorded ones have a few hundred values. */
export const jsonLimit = 50_000;

const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const comma = code(',');
const openBracket = code('[');
const openBrace = code('{');
const lessThan = code('<');
const ampersand = code('&');
const percent = code('%');
const zero = code('0');
const two = code('2');
const lowerCase = 0x20;
const [u, n, s, b] = [code('u'), code('n'), code('s'), code('b')] as const;

const startsValue = (byte: number): boolean => byte === comma || byte === openBracket || byte === openBrace;

// Quotes and letters of other scripts, such as \u65e5, but neither \u003c nor \u2028.
const isCheapEscape = (json: Buffer, index: number): boolean => {
  if (json[index + 1] !== u) return json[index + 1] === quote;
  const first = json[index + 2];
  return !((first === zero || first === two) && json[index + 3] === zero);
};

// C1 controls, U+2028 to U+202E and U+2066 to U+2069.
const isControl = (json: Buffer, index: number, byte: number): boolean => {
  const next = json[index + 1] ?? 0;
  if (byte === 0xc2) return next < 0xa0;
  if (byte !== 0xe2) return false;
  const last = json[index + 2] ?? 0;
  return (next === 0x80 && last >= 0xa8) || (next === 0x81 && last >= 0xa6 && last <= 0xa9);
};

const isUnsubscription = (json: Buffer, index: number): boolean =>
  ((json[index + 1] ?? 0) | lowerCase) === n &&
  ((json[index + 2] ?? 0) | lowerCase) === s &&
  ((json[index + 4] ?? 0) | lowerCase) === b;

// Of every byte, whether it can be one of those that are looked at below.
const isCandidate = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0xc2 || byte === 0xe2 || '"\\,[{<&%uU'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

/** Whether a character within a string costs more than to be copied: it is decoded, cleaned or searched for a code. */
const needsCleaning = (json: Buffer, index: number, byte: number): boolean => {
  if (byte === backslash) return !isCheapEscape(json, index);
  if (byte >= 0x80) return isControl(json, index, byte);
  if ((byte | lowerCase) === u) return isUnsubscription(json, index);
  return byte === lessThan || byte === ampersand || byte === percent;
};

/**
 * Whether JSON has more than 50,000 values, or characters in its strings that have to be cleaned, without parsing it: a
 * value of one byte takes a hundred times its time and memory. A nested list or object counts, so depth is limited too.
 * The values of JSON within strings count only where they are going to be parsed.
 */
export const exceedsJsonLimit = (json: Buffer, { countsInStrings = false } = {}): boolean => {
  if (json.length <= jsonLimit) return false;
  /* eslint-disable no-restricted-syntax -- `reduce` cannot stop, and takes four times as long. */
  let count = 0;
  let isString = false;
  for (let index = 0; index < json.length && count <= jsonLimit; index += 1) {
    const byte = json[index] ?? 0;
    if (isCandidate[byte] === 0) continue;
    if (byte === quote) {
      isString = !isString;
    } else if (isString) {
      if (needsCleaning(json, index, byte) || (countsInStrings && startsValue(byte))) count += 1;
      if (byte === backslash) index += 1;
    } else if (startsValue(byte)) {
      count += 1;
    }
  }
  /* eslint-enable no-restricted-syntax */
  return count > jsonLimit;
};
