import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Answer, Delivery, PostError } from '../../service/sending/post-delivery.ts';
import { type Outcome, sendDeliveries } from '../../service/sending/send-deliveries.ts';

const deliveries: ReadonlyArray<Delivery> = ['first', 'second', 'third'].map((label) => ({
  label,
  body: Buffer.from(label),
}));

const accepted = E.right<PostError, Answer>({ status: 200, body: '' });
const refused = E.right<PostError, Answer>({ status: 401, body: '' });
const unreachable = E.left<PostError, Answer>({ _tag: 'ConnectionRefused', origin: 'http://localhost:8000' });

const sendTo = async (outcomes: Readonly<Record<string, Outcome>>, interruptedAfter = Infinity) => {
  const posted: string[] = [];
  const reported: (readonly [string, Outcome])[] = [];
  const positions: number[] = [];
  const tally = await sendDeliveries({
    post: ({ label }) => {
      posted.push(label);
      return TE.fromEither(outcomes[label] ?? accepted);
    },
    report:
      (position, { label }, outcome) =>
      () => {
        reported.push([label, outcome]);
        positions.push(position);
      },
    pause: T.of(undefined),
    isInterrupted: () => posted.length >= interruptedAfter,
  })(deliveries)();
  return { posted, reported, positions, tally };
};

test('posts each delivery in its order and reports its answer', async (t) => {
  const { posted, reported, positions, tally } = await sendTo({});
  t.deepEqual(posted, ['first', 'second', 'third']);
  t.deepEqual(positions, [1, 2, 3]);
  t.deepEqual(reported, [
    ['first', accepted],
    ['second', accepted],
    ['third', accepted],
  ]);
  t.deepEqual(tally, { accepted: 3, refused: 0, undelivered: 0, unsent: 0 });
});

test('goes on after a refusal', async (t) => {
  const { posted, reported, tally } = await sendTo({ first: refused });
  t.deepEqual(posted, ['first', 'second', 'third']);
  t.deepEqual(reported[0], ['first', refused]);
  t.deepEqual(tally, { accepted: 2, refused: 1, undelivered: 0, unsent: 0 });
});

test('stops where the receiver cannot be reached and counts the rest as not delivered', async (t) => {
  const { posted, reported, tally } = await sendTo({ second: unreachable });
  t.deepEqual(posted, ['first', 'second']);
  t.deepEqual(reported, [
    ['first', accepted],
    ['second', unreachable],
  ]);
  t.deepEqual(tally, { accepted: 1, refused: 0, undelivered: 2, unsent: 0 });
});

for (const [status, kind] of [
  [200, 'accepted'],
  [202, 'accepted'],
  [299, 'accepted'],
  [199, 'refused'],
  [301, 'refused'],
  [422, 'refused'],
  [503, 'refused'],
] as const) {
  test(`counts ${status} as ${kind}`, async (t) => {
    const { tally } = await sendTo({ first: E.right({ status, body: '' }), second: unreachable });
    t.deepEqual(tally, { accepted: 0, refused: 0, undelivered: 2, unsent: 0, [kind]: 1 });
  });
}

test('waits for an answer and then the pause before it posts the next', async (t) => {
  const events: string[] = [];
  await sendDeliveries({
    post:
      ({ label }) =>
      async () => {
        events.push(`post ${label}`);
        await Promise.resolve();
        events.push(`answer ${label}`);
        return accepted;
      },
    report: () => () => undefined,
    isInterrupted: () => false,
    pause: async () => {
      events.push('pause');
      await Promise.resolve();
      events.push('go on');
    },
  })(deliveries.slice(0, 2))();
  t.deepEqual(events, ['post first', 'answer first', 'pause', 'go on', 'post second', 'answer second']);
});

test('sends nothing more once it is interrupted, and counts what is left', async (t) => {
  const { posted, tally } = await sendTo({}, 1);
  t.deepEqual(posted, ['first']);
  t.deepEqual(tally, { accepted: 1, refused: 0, undelivered: 0, unsent: 2 });
});

test('counts what an interruption cut off as not delivered', async (t) => {
  const { tally } = await sendTo({ first: E.left({ _tag: 'Interrupted' }) }, 1);
  t.deepEqual(tally, { accepted: 0, refused: 0, undelivered: 1, unsent: 2 });
});

test('makes no pause before what is sent at once', async (t) => {
  let pauses = 0;
  await sendDeliveries({
    post: () => TE.fromEither(accepted),
    report: () => () => undefined,
    isInterrupted: () => false,
    pause: () => Promise.resolve(void (pauses += 1)),
  })(deliveries.map((delivery, index) => ({ ...delivery, isImmediate: index === 1 })))();
  t.is(pauses, 1);
});
