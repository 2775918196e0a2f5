import type { ComponentEvent, IncidentEvent } from '../../service/domain/status-event.ts';

const page = { id: 'kctbh9vrtdwd', indicator: undefined, description: undefined };

export const anIncidentEvent: IncidentEvent = {
  kind: 'incident',
  provider: 'GitHub',
  verified: true,
  rehearsal: undefined,
  page,
  incident: {
    id: 'lbkhbwn21v5q',
    name: 'Delayed workflow runs',
    status: 'investigating',
    impact: 'minor',
    shortlink: undefined,
    createdAt: undefined,
    updatedAt: '2026-03-02T11:59:00.000Z',
    startedAt: undefined,
    monitoringAt: undefined,
    resolvedAt: undefined,
    scheduledFor: undefined,
    scheduledUntil: undefined,
  },
  components: [],
  updates: [],
};

export const aComponentEvent: ComponentEvent = {
  kind: 'component',
  provider: 'GitHub',
  verified: true,
  rehearsal: undefined,
  page,
  component: {
    id: 'br0l2tvcx85d',
    name: 'Actions',
    description: undefined,
    oldStatus: 'operational',
    newStatus: 'major_outage',
    updatedAt: undefined,
  },
  update: { id: 'k7730b5v92bv', createdAt: '2026-03-02T11:59:00.000Z' },
};
