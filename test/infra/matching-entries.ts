import { matchesFilter } from './matches-filter.ts';
import { storedEntries } from './stored-entries.ts';

export const matchingEntries = (filter: string) =>
  storedEntries.flatMap(([, entry]) => (matchesFilter(filter)(entry) ? [entry] : []));

/** The fields of log entries that extractors such as `EXTRACT(labels.kind)` read. */
export const extractedFields = (extractors: Readonly<Record<string, string>> = {}) =>
  Object.values(extractors).map((extractor) => /^EXTRACT\((.+)\)$/.exec(extractor)?.[1] ?? '');
