import { setImmediate } from 'node:timers/promises';
import type * as T from 'fp-ts/lib/Task.js';
import pLimit from 'p-limit';
import type { Board } from '../../board/board.ts';
import type { HttpResponse } from '../../http/http-response.ts';

type Drawn = Readonly<{ board: Board; minute: number; isStale: boolean }>;

const maxPages = 200;
const defaultMaxBytes = 32 * 1024 * 1024;
const millisecondsPerMinute = 60_000;

// In memory a character takes two, if one of the text is not of Latin-1.
const bytesOf = ({ body }: HttpResponse): number => (typeof body === 'string' ? 2 * body.length : body.length);

/**
 * Keeps pages as they were drawn until something new is recorded or the minute is over, as they show no seconds. Of more than so
 * many bytes, those that nobody has asked for longest go first: anybody can ask for ever other addresses. Between two drawings
 * the process does whatever else waits, such as a delivery.
 */
export const pageCache = (
  maxBytes = defaultMaxBytes,
): ((
  drawn: Readonly<{ board: Board; now: Date; isStale: boolean; address: string }>,
  draw: () => HttpResponse,
) => T.Task<HttpResponse>) => {
  const pages = new Map<string, HttpResponse>();
  const oneByOne = pLimit(1);
  let bytes = 0;
  let last: Drawn | undefined;

  const keep = (address: string, page: HttpResponse): void => {
    pages.set(address, page);
    bytes += bytesOf(page);
    for (const [oldest, kept] of pages) {
      if (oldest === address || (bytes <= maxBytes && pages.size <= maxPages)) break;
      pages.delete(oldest);
      bytes -= bytesOf(kept);
    }
  };
  const take = (address: string): HttpResponse | undefined => {
    const page = pages.get(address);
    if (page !== undefined && pages.delete(address)) bytes -= bytesOf(page);
    return page;
  };
  const isLast = ({ board, minute, isStale }: Drawn): boolean =>
    last?.board === board && last.minute === minute && last.isStale === isStale;

  return ({ board, now, isStale, address }, draw) =>
    async () => {
      const drawn = { board, minute: Math.floor(now.getTime() / millisecondsPerMinute), isStale };
      if (!isLast(drawn)) {
        pages.clear();
        bytes = 0;
      }
      last = drawn;
      const kept = take(address);
      if (kept !== undefined) {
        keep(address, kept);
        return kept;
      }
      return oneByOne(async () => {
        await setImmediate();
        // Something may have been recorded while it waited.
        if (!isLast(drawn)) return draw();
        const page = take(address) ?? draw();
        keep(address, page);
        return page;
      });
    };
};
