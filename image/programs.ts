import type { WarmUp } from './warm-up.ts';
import { warmUpAnnouncer } from './warm-up-announcer.ts';
import { warmUpReceiver } from './warm-up-receiver.ts';

/** What the image can run. */
export const programs: Readonly<Record<string, () => Promise<WarmUp>>> = {
  receiver: warmUpReceiver,
  announcer: warmUpAnnouncer,
};
