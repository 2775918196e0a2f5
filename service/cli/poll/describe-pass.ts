import type { PolledPage, PollPass } from '../../domain/poll-pass.ts';

type Row = readonly [page: string, outcome: string, found: string, recorded: string];

const head: Row = ['page', 'outcome', 'found', 'recorded'];

const toRow = ({ origin, outcome, reason, found, recorded }: PolledPage): Row => [
  origin,
  reason === undefined ? outcome : `${outcome} (${reason.replaceAll('_', ' ')})`,
  `${found}`,
  `${recorded}`,
];

/** A table with a row for each page. */
export const describePass = ({ pages }: PollPass): string => {
  const rows = [head, ...pages.map(toRow)];
  const width = (column: 0 | 1 | 2 | 3): number => Math.max(...rows.map((row) => row[column].length));
  return rows
    .map(([page, outcome, found, recorded]) =>
      [page.padEnd(width(0)), outcome.padEnd(width(1)), found.padStart(width(2)), recorded.padStart(width(3))].join(
        '  ',
      ),
    )
    .join('\n');
};
