import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const [, , sourceMaps = 'dist/source-maps'] = process.argv;
const repository = path.join(import.meta.dirname, '..');

const originalOf = (position: string, bundle: string, line: string, column: string): string => {
  const file = path.resolve(sourceMaps, `${bundle}.map`);
  const map = new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
  const found = map.findEntry(Number(line) - 1, Number(column) - 1);
  return 'originalSource' in found
    ? `${path.relative(repository, path.resolve(path.dirname(file), found.originalSource))}:${found.originalLine + 1}:${found.originalColumn + 1}`
    : position;
};

const stack = await text(process.stdin);
process.stdout.write(stack.replace(/[^\s(]*(service\/[a-z-]+\/[a-z-]+\/main\.cjs):(\d+):(\d+)/g, originalOf));
