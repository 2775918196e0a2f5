import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type HistoryUnavailable, historyUnavailable } from '../../../service/history/read-history.ts';
import type { Recorded } from '../../../service/history/recorded.ts';
import { followHistory } from '../../../service/programs/board/follow-history.ts';
import { incident } from '../../helpers/rehearsed-events.ts';

const noon = new Date('2026-03-02T12:00:00.000Z');

const entry = (id: string): Recorded => ({
  _tag: 'Event',
  insertId: id,
  timestamp: noon,
  recordedAt: noon,
  via: 'webhook',
  isBackfill: false,
  event: { ...incident, incident: { ...incident.incident, id } },
});
const refusal: Recorded = {
  _tag: 'Problem',
  insertId: 'refusal',
  timestamp: noon,
  recordedAt: noon,
  via: 'webhook',
  reason: 'invalid_token',
  page: undefined,
};

type Stored = E.Either<HistoryUnavailable, ReadonlyArray<Recorded>>;

/** Follows a history that holds at each reading what is given. */
const following = (t: ExecutionContext, startOverAfter: number) => {
  let stored: Stored = E.right([]);
  const asked: number[] = [];
  const { read, add } = followHistory({
    readHistory: ({ since }) => {
      asked.push(since.getTime());
      return TE.fromEither(stored);
    },
    now: () => noon,
    startOverAfter,
  });
  const boardOver = async (now: Stored) => {
    stored = now;
    const followed = await read();
    return E.isRight(followed) ? followed.right : t.fail();
  };
  return {
    add,
    asked,
    boardOver,
    incidentsOver: async (now: Stored) =>
      [...(await boardOver(now)).board.pages.values()].flatMap(({ incidents }) => [...incidents.keys()]),
  };
};

test('reads all once, and then what is new', async (t) => {
  const { asked, incidentsOver } = following(t, 100);
  t.deepEqual(await incidentsOver(E.right([entry('a')])), ['a']);
  t.deepEqual(await incidentsOver(E.right([entry('a'), entry('b')])), ['a', 'b']);
  t.is(asked[0], 0);
  t.true((asked[1] ?? 0) > 0);
});

test('forgets with a history that forgets, but not the refusals, which that does not keep', async (t) => {
  const { add, asked, boardOver, incidentsOver } = following(t, 2);
  await incidentsOver(E.right([entry('a')]));
  add(refusal)();
  t.deepEqual(await incidentsOver(E.right([entry('b'), entry('c')])), ['a', 'b', 'c']);
  t.deepEqual(await incidentsOver(E.right([entry('c'), entry('d')])), ['c', 'd']);
  t.deepEqual((await boardOver(E.right([]))).board.problems, [refusal]);
  t.deepEqual(
    asked.map((since) => since === 0),
    [true, false, true, false],
  );
});

test('forgets nothing while the history cannot be read', async (t) => {
  const { boardOver, incidentsOver } = following(t, 0);
  await incidentsOver(E.right([entry('a')]));
  t.deepEqual(await incidentsOver(E.left(historyUnavailable('it does not answer'))), ['a']);
  t.deepEqual((await boardOver(E.left(historyUnavailable('it does not answer')))).staleSince, noon);
});
