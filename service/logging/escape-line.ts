// A log agent may take one for the end of a line; a terminal obeys it, or shows a text in another order than it is written.
const unsafeCharacter = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Escapes control characters, line breaks and directional controls as JSON does, each in six characters. */
export const escapeLine = (line: string): string => line.replace(unsafeCharacter, escape);
