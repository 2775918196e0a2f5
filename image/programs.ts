import type { Rehearsal } from './rehearsal.ts';
import { rehearseAnnouncer } from './rehearse-announcer.ts';
import { rehearseReceiver } from './rehearse-receiver.ts';

/** What the image can run. */
export const programs: Readonly<Record<string, () => Promise<Rehearsal>>> = {
  receiver: rehearseReceiver,
  announcer: rehearseAnnouncer,
};
