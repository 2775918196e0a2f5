import test from 'ava';
import { emptyBoard } from '../../../service/board/board.ts';
import { pageCache } from '../../../service/programs/board/page-cache.ts';
import { noon } from '../../helpers/board.ts';

const cacheOf = (maxBytes: number, pageCharacters: number) => {
  const cached = pageCache(maxBytes);
  const drawn: string[] = [];
  return {
    drawn,
    ask: (address: string): void => {
      cached({ board: emptyBoard, now: noon, isStale: false, address }, () => {
        drawn.push(address);
        return { status: 200, headers: {}, body: 'x'.repeat(pageCharacters) };
      });
    },
  };
};

test('forgets pages above a number of bytes, those that were asked for longest ago first', (t) => {
  const { ask, drawn } = cacheOf(600, 100);
  for (const address of ['/1', '/2', '/3', '/1', '/4', '/1', '/3', '/2']) ask(address);
  t.deepEqual(drawn, ['/1', '/2', '/3', '/4', '/2']);
});

test('keeps a page that is larger than that, until another is asked for', (t) => {
  const { ask, drawn } = cacheOf(600, 1000);
  for (const address of ['/1', '/1', '/2', '/1']) ask(address);
  t.deepEqual(drawn, ['/1', '/2', '/1']);
});

test('keeps a page that is asked for again and again, however many other addresses are', (t) => {
  const { ask, drawn } = cacheOf(Number.POSITIVE_INFINITY, 0);
  for (const number of Array.from({ length: 1000 }).keys()) {
    ask('/');
    ask(`/?other=${number}`);
  }
  ask('/?other=0');
  t.is(drawn.filter((address) => address === '/').length, 1);
  t.is(drawn.filter((address) => address === '/?other=0').length, 2);
});
