import type { WarmUp } from './warm-up.ts';
import { warmUpAnnouncer } from './warm-up-announcer.ts';
import { warmUpBoard } from './warm-up-board.ts';
import { warmUpPoller } from './warm-up-poller.ts';
import { warmUpReceiver } from './warm-up-receiver.ts';

/** The programs in the image, and how each is warmed up. */
export const programs: Readonly<Record<string, () => Promise<WarmUp>>> = {
  receiver: warmUpReceiver,
  announcer: warmUpAnnouncer,
  poller: warmUpPoller,
  board: warmUpBoard,
};
