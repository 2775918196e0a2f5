import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { emptyBoard } from '../../../service/board/board.ts';
import type { HttpResponse } from '../../../service/http/http-response.ts';
import { pageCache } from '../../../service/programs/board/page-cache.ts';
import { noon } from '../../helpers/board.ts';

const cacheOf = (maxBytes: number, pageCharacters: number) => {
  const cached = pageCache(maxBytes);
  const drawn: string[] = [];
  return {
    drawn,
    ask: (address: string): Promise<HttpResponse> =>
      cached({ board: emptyBoard, now: noon, isStale: false, address }, () => {
        drawn.push(address);
        return { status: 200, headers: {}, body: 'x'.repeat(pageCharacters) };
      })(),
  };
};

test('forgets pages above a number of bytes, those that were asked for longest ago first', async (t) => {
  const { ask, drawn } = cacheOf(600, 100);
  for (const address of ['/1', '/2', '/3', '/1', '/4', '/1', '/3', '/2']) await ask(address);
  t.deepEqual(drawn, ['/1', '/2', '/3', '/4', '/2']);
});

test('keeps a page that is larger than that, until another is asked for', async (t) => {
  const { ask, drawn } = cacheOf(600, 1000);
  for (const address of ['/1', '/1', '/2', '/1']) await ask(address);
  t.deepEqual(drawn, ['/1', '/2', '/1']);
});

test('keeps a page that is asked for again and again, however many other addresses are', async (t) => {
  const { ask, drawn } = cacheOf(Number.POSITIVE_INFINITY, 0);
  for (const number of Array.from({ length: 1000 }).keys()) {
    await ask('/');
    await ask(`/?other=${number}`);
  }
  await ask('/?other=0');
  t.is(drawn.filter((address) => address === '/').length, 1);
  t.is(drawn.filter((address) => address === '/?other=0').length, 2);
});

test('lets what else waits go first between two drawings, though many are asked for at once', async (t) => {
  const { ask, drawn } = cacheOf(Number.POSITIVE_INFINITY, 0);
  const asked = Promise.all(['/1', '/2', '/3', '/1'].map(ask));
  const drawnBetween = new Set<number>();
  while (drawn.length < 3) {
    await setImmediate();
    drawnBetween.add(drawn.length);
  }
  await asked;
  t.true(drawnBetween.has(1) && drawnBetween.has(2));
  t.deepEqual(drawn, ['/1', '/2', '/3']);
});

test('does not keep what was drawn of a board that is no longer the newest', async (t) => {
  const cached = pageCache();
  const newer = { ...emptyBoard };
  const ask = (board: typeof emptyBoard, body: string) =>
    cached({ board, now: noon, isStale: false, address: '/' }, () => ({ status: 200, headers: {}, body }))();
  const both = await Promise.all([ask(emptyBoard, 'old'), ask(newer, 'new')]);
  t.deepEqual(
    [...both, await ask(newer, 'drawn again')].map(({ body }) => body),
    ['old', 'new', 'new'],
  );
});
