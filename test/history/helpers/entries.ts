import * as O from 'fp-ts/lib/Option.js';
import type { PageState } from '../../../service/domain/page-state.ts';
import type { IncidentEvent } from '../../../service/domain/status-event.ts';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import { incident as sample } from '../../helpers/rehearsed-events.ts';

export const noon = new Date('2026-03-02T12:00:00.000Z');

/** A version of an incident, edited so many minutes after noon. */
export const incidentVersion = (id: string, minutes: number, text = ''): IncidentEvent => ({
  ...sample,
  updates: [],
  incident: {
    ...sample.incident,
    id,
    name: `Incident ${text}`,
    updatedAt: new Date(noon.getTime() + minutes * 60_000).toISOString(),
  },
});

export const entryAt = (event: IncidentEvent, minutes: number): LogEntry =>
  eventEntry({ event, violations: [], trace: O.none }, new Date(noon.getTime() + minutes * 60_000));

export const aPageState: PageState = {
  origin: 'https://www.githubstatus.com',
  provider: 'GitHub',
  product: 'statuspage',
  id: 'kctbh9vrtdwd',
  readable: true,
  reason: undefined,
  since: undefined,
  reported: undefined,
  readAt: '2026-03-02T12:00:00.000Z',
  indicator: 'none',
  componentCount: 10,
  components: [{ id: 'br0l2tvcx85d', name: 'Actions', status: 'major_outage' }],
  open: [],
  omitted: { components: 0, open: 0 },
  firstWebhookAt: undefined,
  lastWebhookAt: undefined,
};
