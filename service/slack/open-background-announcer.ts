import type * as T from 'fp-ts/lib/Task.js';
import { announceInBackground, type BackgroundAnnouncer } from '../announcing/announce-in-background.ts';
import type { LogOperational } from '../logging/operational-entry.ts';
import type { AnnouncerConfig } from './announcer-settings.ts';
import { slackTarget } from './slack-target.ts';

type Dependencies = Readonly<{
  now: () => Date;
  pause: (milliseconds: number) => T.Task<void>;
  reportDefect: (error: unknown) => T.Task<void>;
  log: LogOperational;
}>;

/** Announces to Slack from within the receiver. The code for Slack is loaded only with this module. */
export const openBackgroundAnnouncer =
  ({ now, ...dependencies }: Dependencies) =>
  (config: AnnouncerConfig): BackgroundAnnouncer =>
    announceInBackground({ target: slackTarget({ now })(config), ...dependencies });
