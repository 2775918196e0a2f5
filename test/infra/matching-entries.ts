import type { Owner } from '../helpers/start-program.ts';
import { matchesFilter } from './matches-filter.ts';
import { storedEntries } from './stored-entries.ts';

/** The stored log entries that a filter matches. */
export const matchingEntries = async (owner: Owner) => {
  const entries = await storedEntries(owner);
  return (filter: string) => entries.flatMap(([, entry]) => (matchesFilter(filter)(entry) ? [entry] : []));
};

/** The fields of log entries that extractors such as `EXTRACT(labels.kind)` read. */
export const extractedFields = (extractors: Readonly<Record<string, string>> = {}) =>
  Object.values(extractors).map((extractor) => /^EXTRACT\((.+)\)$/.exec(extractor)?.[1] ?? '');
