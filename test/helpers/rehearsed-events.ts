import * as E from 'fp-ts/lib/Either.js';
import type { ComponentEvent, IncidentEvent, IncidentUpdate, StatusEvent } from '../../service/domain/status-event.ts';
import { scenarios } from '../../service/rehearsal/scenarios.ts';
import { decodeDelivery } from '../../service/statuspage/decode-delivery.ts';

export const now = new Date('2026-03-01T12:00:00.000Z');

const pages = new Map([['kctbh9vrtdwd', 'GitHub']]);

/** The events of a rehearsed incident, maintenance or component, in the order in which a page sends them. */
export const eventsOf = (scenario: string, pageId = 'kctbh9vrtdwd'): ReadonlyArray<StatusEvent> => {
  let ids = 0;
  const deliveries =
    scenarios[scenario]?.deliveries({ now, newId: () => `id${(ids += 1)}`, pageId, burstSize: 3 }) ?? [];
  return deliveries.map(({ payload }) => {
    const decoded = decodeDelivery(pages)(Buffer.from(JSON.stringify(payload)), { by: 'nothing' });
    if (E.isLeft(decoded)) {
      throw new Error(decoded.left._tag);
    }
    return decoded.right.value;
  });
};

export const isIncident = (event: StatusEvent): event is IncidentEvent => event.kind !== 'component';

export const update: IncidentUpdate = {
  id: 'update1',
  status: 'investigating',
  body: 'We are investigating.',
  createdAt: '2026-03-01T10:00:00.000Z',
  updatedAt: '2026-03-01T10:00:00.000Z',
  displayAt: undefined,
  deliverNotifications: undefined,
  components: [],
};

export const incident: IncidentEvent = {
  kind: 'incident',
  provider: 'GitHub',
  verified: true,
  rehearsal: undefined,
  page: { id: 'kctbh9vrtdwd', indicator: undefined, description: undefined },
  incident: {
    id: 'incident1',
    name: 'Delays in Actions',
    status: 'investigating',
    impact: 'minor',
    shortlink: 'https://stspg.io/abc',
    createdAt: '2026-03-01T10:00:00.000Z',
    updatedAt: '2026-03-01T10:00:00.000Z',
    startedAt: undefined,
    monitoringAt: undefined,
    resolvedAt: undefined,
    scheduledFor: undefined,
    scheduledUntil: undefined,
  },
  components: [{ id: 'component1', name: 'Actions', oldStatus: 'operational', newStatus: 'degraded_performance' }],
  updates: [update],
};

export const component: ComponentEvent = {
  kind: 'component',
  provider: 'GitHub',
  verified: true,
  rehearsal: undefined,
  page: { id: 'kctbh9vrtdwd', indicator: undefined, description: undefined },
  component: {
    id: 'component1',
    name: 'Actions',
    description: undefined,
    oldStatus: 'operational',
    newStatus: 'partial_outage',
    updatedAt: undefined,
  },
  update: { id: 'change1', createdAt: '2026-03-01T10:00:05.000Z' },
};
