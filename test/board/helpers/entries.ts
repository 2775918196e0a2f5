import { emptyBoard, foldEntries } from '../../../service/board/board.ts';
import { boardAt } from '../../../service/board/board-at.ts';
import type { BoardView, ProviderView } from '../../../service/board/board-view.ts';
import type { BoardQuery, BoardSettings } from '../../../service/board/pages-at.ts';
import type { PageState } from '../../../service/domain/page-state.ts';
import type { PolledPage } from '../../../service/domain/poll-pass.ts';
import type { ComponentEvent } from '../../../service/domain/status-event.ts';
import type { Recorded } from '../../../service/history/recorded.ts';
import { pageStateEntry } from '../../../service/logging/page-state-entry.ts';
import { pollPassEntry } from '../../../service/logging/poll-pass-entry.ts';
import { minutesAfter, readBack } from '../../pages/helpers/readings.ts';

export const pageId = 'kctbh9vrtdwd';
const origin = 'https://www.githubstatus.com';

export const settings: BoardSettings = { polled: [], intervalMinutes: 5, names: new Map(), components: new Set() };
export const polling: BoardSettings = { ...settings, polled: [{ origin, name: undefined, intervalMinutes: 5 }] };

export const queryAt = (minutes: number, known: BoardQuery['known'] = 'now'): BoardQuery => ({
  at: minutesAfter(minutes),
  known,
  now: minutesAfter(minutes),
});

export const viewOf = (entries: ReadonlyArray<Recorded>, minutes: number, of: BoardSettings = settings): BoardView =>
  boardAt(of)(foldEntries(emptyBoard, entries), queryAt(minutes));

export const onlyProvider = ({ providers }: BoardView): ProviderView => {
  const [provider] = providers;
  if (provider === undefined || providers.length > 1) throw new Error(`there are ${providers.length} providers`);
  return provider;
};

/** What a pass recorded of the page. */
export const asked = (minutes: number, fields: Partial<PolledPage> = {}): Recorded => {
  const page: PolledPage = {
    origin,
    id: pageId,
    outcome: 'unchanged',
    reason: undefined,
    retryAt: undefined,
    found: 0,
    recorded: 0,
    ...fields,
  };
  return readBack(pollPassEntry({ pages: [page] }, minutesAfter(minutes)), minutesAfter(minutes));
};

export const unreadable = (minutes: number): Recorded =>
  asked(minutes, { outcome: 'unreadable', reason: 'timeout', id: undefined });

/** The page as a pass read it. */
export const listed = (minutes: number, fields: Partial<PageState> = {}): Recorded => {
  const state: PageState = {
    origin,
    provider: 'GitHub',
    product: 'Statuspage',
    id: pageId,
    readable: true,
    reason: undefined,
    since: undefined,
    reported: undefined,
    readAt: minutesAfter(minutes).toISOString(),
    indicator: 'none',
    componentCount: 3,
    components: [],
    open: [],
    omitted: { components: 0, open: 0 },
    firstWebhookAt: undefined,
    lastWebhookAt: undefined,
    ...fields,
  };
  return readBack(pageStateEntry(state, minutesAfter(minutes)), minutesAfter(minutes));
};

export const aComponentEvent = (id: string, newStatus: string, minutes: number): ComponentEvent => ({
  kind: 'component',
  provider: 'GitHub',
  verified: true,
  rehearsal: undefined,
  page: { id: pageId, indicator: undefined, description: undefined },
  component: {
    id,
    name: `Component ${id}`,
    description: undefined,
    oldStatus: 'operational',
    newStatus,
    updatedAt: undefined,
  },
  update: { id: `${id}-${newStatus}-${minutes}`, createdAt: minutesAfter(minutes).toISOString() },
});

export const refused = (minutes: number, reason = 'invalid_token'): Recorded => ({
  _tag: 'Problem',
  insertId: `${reason}-${minutes}`,
  timestamp: minutesAfter(minutes),
  recordedAt: minutesAfter(minutes),
  via: 'webhook',
  reason,
  page: undefined,
});
