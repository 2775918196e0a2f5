type Rule = readonly [pattern: RegExp, replacement: string];

// A line's markup before that inside it, and longer marks before shorter ones. What stands between two marks is bounded, so
// that the time is that of a few looks at each character, whatever the text.
const rules: ReadonlyArray<Rule> = [
  [/^ {0,3}(?:`{3,}|~{3,}).*$/gm, ''],
  [/^ {0,3}(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,})$/gm, ''],
  [/^ {0,3}#{1,6} {1,9}([^\n]{0,300}?)(?: {1,9}#{1,9})? {0,9}$/gm, '$1'],
  [/^ {0,3}> ?/gm, ''],
  [/^( *)[-*+] +/gm, '$1• '],
  [/!?\[([^[\]\n]{0,300})\]\([^()\s]{0,2000}(?: "[^"\n]{0,300}")?\)/g, '$1'],
  [/<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/g, '$1'],
  [/(\*{2,3}|__)(?=\S)([^\n]{1,300}?)(?<=\S)\1/g, '$2'],
  [/(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,300})(?<=\S)\*(?![\w*])/g, '$1'],
  [/(?<![\w_\\])_(?=[^\s_])([^_\n]{1,300})(?<=\S)_(?![\w_])/g, '$1'],
  [/~~(?=\S)([^\n]{1,300}?)(?<=\S)~~/g, '$1'],
  [/(?<!`)(`{1,3})([^`\n]{1,300})\1/g, '$2'],
  [/\\([\\`*_{}[\]()#+.!>~|-])/g, '$1'],
  [/\n{3,}/g, '\n\n'],
];

/** Markdown without its marks: a link becomes its text, an item of a list begins with `•`. https://commonmark.org/help/ */
export const stripMarkdown = (text: string): string =>
  rules.reduce((stripped, [pattern, replacement]) => stripped.replace(pattern, replacement), text).trim();
