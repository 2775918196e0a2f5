type Rule = readonly [pattern: RegExp, replacement: string];

// A line's markup before that inside it, and longer marks before shorter ones.
const rules: ReadonlyArray<Rule> = [
  [/^ {0,3}(?:`{3,}|~{3,}).*$/gm, ''],
  [/^ {0,3}(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,})$/gm, ''],
  [/^ {0,3}#{1,6} +(.*?)(?: +#+)? *$/gm, '$1'],
  [/^ {0,3}> ?/gm, ''],
  [/^( *)[-*+] +/gm, '$1• '],
  [/!?\[([^[\]\n]*)\]\([^()\s]*(?: "[^"\n]*")?\)/g, '$1'],
  [/(\*{2,3}|__)(?=\S)([^\n]+?)(?<=\S)\1/g, '$2'],
  [/(?<![\w*\\])\*(?=[^\s*])([^*\n]+)(?<=\S)\*(?![\w*])/g, '$1'],
  [/(?<![\w_\\])_(?=[^\s_])([^_\n]+)(?<=\S)_(?![\w_])/g, '$1'],
  [/~~(?=\S)([^\n]+?)(?<=\S)~~/g, '$1'],
  [/(`+)([^`\n]+)\1/g, '$2'],
  [/\\([\\`*_{}[\]()#+.!>~|-])/g, '$1'],
  [/\n{3,}/g, '\n\n'],
];

/** Markdown without its marks: a link becomes its text, an item of a list begins with `•`. https://commonmark.org/help/ */
export const stripMarkdown = (text: string): string =>
  rules.reduce((stripped, [pattern, replacement]) => stripped.replace(pattern, replacement), text).trim();
