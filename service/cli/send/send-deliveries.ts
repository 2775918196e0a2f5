import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Answer, Delivery, PostError } from './post-delivery.ts';

export type Outcome = E.Either<PostError, Answer>;

export type Tally = Readonly<{ accepted: number; refused: number; undelivered: number }>;

type Dependencies = Readonly<{
  post: (delivery: Delivery) => TaskEither<PostError, Answer>;
  report: (delivery: Delivery, outcome: Outcome) => IO<void>;
  pause: T.Task<void>;
}>;

const isAccepted = ({ status }: Answer) => status >= 200 && status < 300;

const count =
  (tally: Tally) =>
  (outcome: Outcome): Tally => {
    if (E.isLeft(outcome)) return { ...tally, undelivered: tally.undelivered + 1 };
    return isAccepted(outcome.right)
      ? { ...tally, accepted: tally.accepted + 1 }
      : { ...tally, refused: tally.refused + 1 };
  };

/** Posts one delivery after another, as status pages do. It goes on after a refusal, and stops when the receiver cannot be reached. */
export const sendDeliveries =
  ({ post, report, pause }: Dependencies) =>
  (deliveries: ReadonlyArray<Delivery>): T.Task<Tally> =>
    pipe(
      deliveries,
      RA.reduceWithIndex(T.of<Tally>({ accepted: 0, refused: 0, undelivered: 0 }), (index, sent, delivery) =>
        pipe(
          sent,
          T.chain((tally) =>
            tally.undelivered > 0
              ? T.of({ ...tally, undelivered: tally.undelivered + 1 })
              : pipe(
                  index === 0 ? T.of(undefined) : pause,
                  T.chain(() => post(delivery)),
                  T.chainFirstIOK((outcome) => report(delivery, outcome)),
                  T.map(count(tally)),
                ),
          ),
        ),
      ),
    );
