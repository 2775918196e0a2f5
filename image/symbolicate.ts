import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const [, , sourceMaps = 'dist/source-maps'] = process.argv;
const repository = path.join(import.meta.dirname, '..');

const originalPosition = (position: string, bundle: string, line: string, column: string): string => {
  const file = path.resolve(sourceMaps, `${bundle}.map`);
  if (!existsSync(file)) return position;
  const map = new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
  const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
  if (!('originalSource' in entry)) return position;
  const source = path.relative(repository, path.resolve(path.dirname(file), entry.originalSource));
  return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
};

const stack = await text(process.stdin);
process.stdout.write(stack.replace(/[^\s(]*(service\/[a-z/-]+\.cjs):(\d+):(\d+)/g, originalPosition));
