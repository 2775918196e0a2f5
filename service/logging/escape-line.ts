// A log agent may take one for the end of a line; a terminal obeys it, or shows a text in another order than it is written.
// Written out, as classes by property take three times as long: control characters, line and paragraph separator, and
// https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
// eslint-disable-next-line no-control-regex -- they are what it is for
const unsafeCharacter = /[\u0000-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Escapes control characters, line breaks and directional controls as JSON does, each in six characters. */
export const escapeLine = (line: string): string => line.replace(unsafeCharacter, escape);
