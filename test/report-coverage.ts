import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';

const minPercent = 95;
const measures = ['lines', 'branches'] as const;

type Coverage = Readonly<Record<(typeof measures)[number], Readonly<{ pct: number }>>>;

const isBelow = (coverage: Coverage): boolean => measures.some((measure) => coverage[measure].pct < minPercent);

const inWords = (coverage: Coverage): string =>
  measures.map((measure) => `${coverage[measure].pct} % of ${measure}`).join(', ');

// Nothing loads a module of types alone, so that it always counts as uncovered.
const hasCode = (file: string): boolean =>
  transformSync(readFileSync(file, 'utf8'), { loader: 'ts' }).code.trim() !== '';

const { total, ...files } = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8')) as Readonly<
  Record<string, Coverage>
> & { total: Coverage };

const lines = Object.entries(files)
  .filter(([file, coverage]) => isBelow(coverage) && hasCode(file))
  .map(([file, coverage]) => `  ${path.relative('', file)}: ${inWords(coverage)}`);

process.exitCode = isBelow(total) ? 1 : 0;
process.stdout.write(
  [
    ...(lines.length === 0
      ? []
      : [`Below ${minPercent} % coverage (coverage/index.html shows each line):`, ...lines, '']),
    `${isBelow(total) ? 'Coverage failed' : 'Tests and coverage passed'}: ${inWords(total)}, of at least ${minPercent} % each`,
    '',
  ].join('\n'),
);
