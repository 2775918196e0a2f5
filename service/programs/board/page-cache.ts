import type { Board } from '../../board/board.ts';

type Drawn = Readonly<{ board: Board; minute: number; isStale: boolean }>;

const maxPages = 200;
const millisecondsPerMinute = 60_000;

/** Keeps pages as they were drawn until something new is recorded or the minute is over, as they show no seconds. */
export const pageCache = <Page>(): ((
  drawn: Readonly<{ board: Board; now: Date; isStale: boolean; address: string }>,
  draw: () => Page,
) => Page) => {
  const pages = new Map<string, Page>();
  let last: Drawn | undefined;
  return ({ board, now, isStale, address }, draw) => {
    const minute = Math.floor(now.getTime() / millisecondsPerMinute);
    if (last?.board !== board || last.minute !== minute || last.isStale !== isStale || pages.size >= maxPages) {
      pages.clear();
    }
    last = { board, minute, isStale };
    const page = pages.get(address) ?? draw();
    pages.set(address, page);
    return page;
  };
};
