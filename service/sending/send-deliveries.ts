import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Answer, Delivery, PostError } from './post-delivery.ts';

export type Outcome = E.Either<PostError, Answer>;

/** `unsent` are those that an interruption left. */
export type Tally = Readonly<{ accepted: number; refused: number; undelivered: number; unsent: number }>;

type Dependencies = Readonly<{
  post: (delivery: Delivery) => TaskEither<PostError, Answer>;
  /** The position counts from 1. */
  report: (position: number, delivery: Delivery, outcome: Outcome) => IO<void>;
  pause: T.Task<void>;
  isInterrupted: IO<boolean>;
}>;

const isAccepted = ({ status }: Answer) => status >= 200 && status < 300;

const count = (tally: Tally, outcome: Outcome): Tally => {
  if (E.isLeft(outcome)) return { ...tally, undelivered: tally.undelivered + 1 };
  return isAccepted(outcome.right)
    ? { ...tally, accepted: tally.accepted + 1 }
    : { ...tally, refused: tally.refused + 1 };
};

/**
 * Posts one delivery after another, as status pages do. It goes on after a refusal, and stops when the receiver cannot be
 * reached or it is interrupted.
 */
export const sendDeliveries =
  ({ post, report, pause, isInterrupted }: Dependencies) =>
  (deliveries: ReadonlyArray<Delivery>): T.Task<Tally> => {
    const sendNext = (tally: Tally, index: number, delivery: Delivery): T.Task<Tally> => {
      if (isInterrupted()) return T.of({ ...tally, unsent: tally.unsent + 1 });
      if (tally.undelivered > 0) return T.of({ ...tally, undelivered: tally.undelivered + 1 });
      return pipe(
        post(delivery),
        T.chainFirstIOK((outcome) => report(index + 1, delivery, outcome)),
        T.map((outcome) => count(tally, outcome)),
      );
    };
    return pipe(
      deliveries,
      RA.reduceWithIndex(T.of<Tally>({ accepted: 0, refused: 0, undelivered: 0, unsent: 0 }), (index, sent, delivery) =>
        pipe(
          sent,
          T.chainFirst(({ undelivered }) =>
            index === 0 || undelivered > 0 || delivery.isImmediate === true || isInterrupted()
              ? T.of(undefined)
              : pause,
          ),
          T.chain((tally) => sendNext(tally, index, delivery)),
        ),
      ),
    );
  };
