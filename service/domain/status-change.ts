import type { AffectedComponent } from './status-event.ts';

/** `old → new`, or one status where the other is unknown or the same; `describe` words a status for the reader. */
export const statusChange = (
  { oldStatus, newStatus }: Pick<AffectedComponent, 'oldStatus' | 'newStatus'>,
  describe: (status: string) => string = (status) => status,
): string =>
  [...new Set([oldStatus, newStatus])]
    .filter((status) => status !== undefined)
    .map(describe)
    .join(' → ');
