export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};

type Row = ReadonlyArray<string | number>;

const formatCell = (cell: string | number): string => {
  if (typeof cell === 'string') return cell;
  if (cell >= 100) return cell.toFixed(0);
  return cell.toFixed(cell >= 10 ? 1 : 2);
};

/** A Markdown table, aligned so that it reads well in a terminal too. */
export const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<Row>): string => {
  const cells = [head, ...rows.map((row) => row.map(formatCell))];
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: ReadonlyArray<string>): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(first), rule, ...rest.map(line)].join('\n');
};
