import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const excluded = ['node_modules', 'coverage', 'dist'];

export type Document = Readonly<{ name: string; text: string }>;

export const rootPath = (name: string): string => path.join(root, name);

export const read = (name: string): string => readFileSync(rootPath(name), 'utf8');

/** Every Markdown file of the repository but snapshots, by its path from the root. */
export const documents: ReadonlyArray<Document> = globSync('**/*.md', {
  cwd: root,
  exclude: (name) => excluded.includes(name) || name.endsWith('/snapshots') || name === 'snapshots',
})
  .filter((name) => !name.includes('snapshots/'))
  .sort()
  .map((name) => ({ name, text: read(name) }));

const fence = /^( *)```(\w*)\n([^]*?)\n\1```$/gm;

export const codeBlocks = ({ text }: Document, language: string): ReadonlyArray<string> =>
  [...text.matchAll(fence)].filter(([, , found]) => found === language).map(([, , , code = '']) => code);

export const withoutCodeBlocks = ({ text }: Document): string => text.replaceAll(fence, '');

/** Code spans and code blocks: where a document names what it means literally. */
export const codeIn = (document: Document): ReadonlyArray<string> => [
  ...[...document.text.matchAll(fence)].map(([, , , code = '']) => code),
  ...[...withoutCodeBlocks(document).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code),
];

/** The text below a heading, up to the next heading of any level. */
export const section = (name: string, heading: string): string => {
  const [, found] = new RegExp(`^#+ ${heading}\\n([^]*?)(?=^#|$(?![^]))`, 'm').exec(read(name)) ?? [];
  if (found === undefined) throw new Error(`${name} has no heading "${heading}"`);
  return found;
};

export type Row = ReadonlyArray<string>;

/** The rows of the tables in a text, without their heads. */
export const rowsIn = (text: string): ReadonlyArray<Row> =>
  text
    .split('\n')
    .map((line, index, lines) => ({ line, isHead: /^\| *:?-/.test(lines[index + 1] ?? '') }))
    .filter(({ line, isHead }) => line.startsWith('|') && !isHead && !/^\| *:?-/.test(line))
    .map(({ line }) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );

export const codeSpans = (text = ''): ReadonlyArray<string> =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
