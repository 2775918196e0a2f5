import type * as T from 'fp-ts/lib/Task.js';
import { announceInBackground, type Background, type Tell } from './announce-in-background.ts';
import type { Announcing } from './announce-settings.ts';
import { openAnnouncer } from './open-announcer.ts';

type Dependencies = Readonly<{
  now: () => Date;
  pause: (milliseconds: number) => T.Task<void>;
  reportDefect: (error: unknown) => T.Task<void>;
  tell: Tell;
}>;

/** Announcing without an announcer beside: all of Slack's code stands behind this one import. */
export const openBackground =
  ({ now, ...dependencies }: Dependencies) =>
  (announcing: Announcing): Background =>
    announceInBackground({ announce: openAnnouncer({ now })(announcing), ...dependencies });
