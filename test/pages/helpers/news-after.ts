import type { StatusEvent } from '../../../service/domain/status-event.ts';
import { difference } from '../../../service/pages/difference/difference.ts';
import type { FakePage } from './fake-page.ts';
import { readFrom } from './read-from.ts';
import { recordedOf } from './readings.ts';

const millisecondsPerHour = 60 * 60 * 1000;

/** What a page says anew after each change, where all that it said before is recorded; an hour lies between two readings. */
export const newsAfter = async (
  page: FakePage,
  first: Date,
  ...changes: ReadonlyArray<Readonly<Record<string, unknown>>>
): Promise<ReadonlyArray<ReadonlyArray<StatusEvent>>> => {
  const found = difference({ isHistoryDurable: true });
  const news: ReadonlyArray<StatusEvent>[] = [];
  let history = recordedOf(found(await readFrom(page, first), [], first), first);
  for (const [index, change] of changes.entries()) {
    for (const [path, document] of Object.entries(change)) page.documents.set(path, document);
    const now = new Date(first.getTime() + (index + 1) * millisecondsPerHour);
    const next = found(await readFrom(page, now), history, now);
    news.push(next.events.map(({ event }) => event));
    history = [...history, ...recordedOf(next, now)];
  }
  return news;
};
