import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import type { LogOperational } from '../logging/operational-entry.ts';
import { reasonInWords } from './reason-in-words.ts';

/** Whether a target would accept an announcement; mistakes are for the operator, a clause each. */
export type Readiness =
  | Readonly<{ _tag: 'Ready' }>
  | Readonly<{ _tag: 'NotReady'; mistakes: ReadonlyArray<string> }>
  | Readonly<{ _tag: 'Unknown'; reason: string }>;

/** A target whose settings can be checked, but for one that would have to announce something. */
export type Checkable = Readonly<{ name: string; check: O.Option<T.Task<Readiness>> }>;

type Dependencies = Readonly<{
  target: Checkable;
  log: LogOperational;
  reportDefect: (error: unknown) => T.Task<void>;
}>;

const logReadiness = (name: string, readiness: Readiness, log: LogOperational): T.Task<void> => {
  switch (readiness._tag) {
    case 'Ready':
      return log('INFO', `${name} is ready`);
    case 'NotReady':
      return log('ERROR', `${name} is not ready: ${readiness.mistakes.join('; ')}`);
    case 'Unknown':
      return log('WARNING', `${name} could not be checked: ${reasonInWords(readiness.reason)}`);
  }
};

/** Starts to check a target's settings, and logs in one line what is wrong with them. Nothing waits for it. */
export const checkInBackground = ({ target: { name, check }, log, reportDefect }: Dependencies): IO<void> =>
  O.isNone(check)
    ? () => undefined
    : () => {
        const checked = pipe(
          check.value,
          T.chain((readiness) => logReadiness(name, readiness, log)),
        );
        void checked().catch((error: unknown) => reportDefect(error)());
      };
