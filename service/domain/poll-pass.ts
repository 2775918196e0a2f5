import * as t from 'io-ts';
import { UtcTime } from '../codec/iso-time.ts';
import { optional } from '../codec/optional.ts';
import { UnreadableReason } from './page-state.ts';

const PolledPage = t.strict(
  {
    origin: t.string,
    id: optional(t.string),
    /** `skipped`: it was not asked, since its interval is longer or the pass had no time left. */
    outcome: t.keyof({ read: null, unchanged: null, unreadable: null, skipped: null }),
    reason: optional(UnreadableReason),
    /** When the page allows to be asked again. */
    retryAt: optional(UtcTime),
    found: t.number,
    recorded: t.number,
  },
  'PolledPage',
);
export type PolledPage = t.TypeOf<typeof PolledPage>;

/** What one pass over all pages found and recorded. */
export const PollPass = t.strict({ pages: t.readonlyArray(PolledPage) }, 'PollPass');
export type PollPass = t.TypeOf<typeof PollPass>;
