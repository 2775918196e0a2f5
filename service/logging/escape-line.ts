// JSON allows them, but a log agent may take one for the end of a line, and a terminal for a command.
const unsafeCharacters = /[\u007F-\u009F\u2028\u2029]/g;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Escapes the control characters and line breaks that JSON leaves as they are, each in six characters. */
export const escapeLine = (json: string): string => json.replace(unsafeCharacters, escape);
