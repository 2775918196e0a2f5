import { setTimeout } from 'node:timers/promises';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import { describeOutcome } from './describe-outcome.ts';
import { type Delivery, postDelivery } from './post-delivery.ts';
import { sendDeliveries, type Tally } from './send-deliveries.ts';
import type { Target } from './target-options.ts';

type Dependencies = Readonly<{
  print: (line: string) => IO<void>;
  /** Ends the sending; the tally is still printed. */
  interruption: AbortSignal;
}>;

/** 1 if a delivery was refused or not delivered, 130 if the sending was interrupted. */
export type SendingExitCode = 0 | 1 | 130;

// Status pages give up after 30 seconds.
const timeoutInMilliseconds = 30_000;

const pause =
  (milliseconds: number, signal: AbortSignal): T.Task<void> =>
  () =>
    setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);

const describeTally = ({ accepted, refused, undelivered, unsent }: Tally): string =>
  `${accepted} accepted, ${refused} refused, ${undelivered} not delivered${unsent === 0 ? '' : `, ${unsent} not sent`}`;

const exitCodeOf = ({ refused, undelivered }: Tally, { aborted }: AbortSignal): SendingExitCode => {
  if (aborted) return 130;
  return refused + undelivered === 0 ? 0 : 1;
};

/** Sends the deliveries one after another and prints a line for each, and their tally. */
export const sendTo =
  ({ print, interruption }: Dependencies) =>
  (target: Target, deliveries: ReadonlyArray<Delivery>): T.Task<SendingExitCode> => {
    const describe = describeOutcome(RA.compact([target.token, target.secret]));
    const total = `${deliveries.length}`;
    return pipe(
      deliveries,
      sendDeliveries({
        post: postDelivery({ ...target, timeoutInMilliseconds, interruption }),
        report: (position, { label }, outcome) =>
          print(`${`${position}`.padStart(total.length)}/${total} ${describe(label, outcome)}`),
        pause: pause(target.paceInMilliseconds, interruption),
        isInterrupted: () => interruption.aborted,
      }),
      T.chainFirstIOK((tally) => print(`${target.url.origin}: ${describeTally(tally)}`)),
      T.map((tally) => exitCodeOf(tally, interruption)),
    );
  };
