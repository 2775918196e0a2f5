import test from 'ava';
import { incidentPeriod } from '../../service/domain/incident-period.ts';
import type { IncidentEvent } from '../../service/domain/status-event.ts';
import { incident } from '../helpers/rehearsed-events.ts';

const withIncident = (
  changes: Partial<IncidentEvent['incident']>,
  rest: Partial<IncidentEvent> = {},
): IncidentEvent => ({
  ...incident,
  incident: { ...incident.incident, ...changes },
  ...rest,
});

test('goes on from its start, else from its creation', (t) => {
  t.deepEqual(incidentPeriod(incident), { isOver: false, startedAt: '2026-03-01T10:00:00.000Z', endedAt: undefined });
  t.is(incidentPeriod(withIncident({ startedAt: '2026-03-01T09:00:00.000Z' })).startedAt, '2026-03-01T09:00:00.000Z');
});

test('goes on from its first update where nothing else is known', (t) => {
  t.is(incidentPeriod(withIncident({ createdAt: undefined })).startedAt, '2026-03-01T10:00:00.000Z');
  t.is(incidentPeriod(withIncident({ createdAt: undefined }, { updates: [] })).startedAt, undefined);
});

test('starts a maintenance when it is planned', (t) => {
  const event = withIncident({ scheduledFor: '2026-03-02T00:00:00.000Z', startedAt: '2026-03-01T00:00:00.000Z' });
  t.is(incidentPeriod({ ...event, kind: 'maintenance' }).startedAt, '2026-03-02T00:00:00.000Z');
  t.is(incidentPeriod(event).startedAt, '2026-03-01T00:00:00.000Z');
});

test('ends when the page says so', (t) => {
  t.deepEqual(incidentPeriod(withIncident({ status: 'resolved', resolvedAt: '2026-03-01T11:00:00.000Z' })), {
    isOver: true,
    startedAt: '2026-03-01T10:00:00.000Z',
    endedAt: '2026-03-01T11:00:00.000Z',
  });
});

test('ends with the update that ended it, also when a postmortem came later', (t) => {
  const updates = [
    {
      ...incident.updates[0],
      components: [],
      id: 'u3',
      status: 'postmortem',
      body: undefined,
      createdAt: '2026-03-05T00:00:00.000Z',
      updatedAt: undefined,
      displayAt: undefined,
      deliverNotifications: undefined,
    },
    {
      id: 'u2',
      status: 'resolved',
      body: undefined,
      createdAt: '2026-03-01T11:30:00.000Z',
      updatedAt: undefined,
      displayAt: undefined,
      deliverNotifications: undefined,
      components: [],
    },
  ];
  t.is(incidentPeriod(withIncident({ status: 'postmortem' }, { updates })).endedAt, '2026-03-01T11:30:00.000Z');
});

test('ends with the last edit where the page lists no ending, and at an unknown time after a postmortem', (t) => {
  t.is(incidentPeriod(withIncident({ status: 'completed' })).endedAt, '2026-03-01T10:00:00.000Z');
  t.deepEqual(incidentPeriod(withIncident({ status: 'postmortem' })), {
    isOver: true,
    startedAt: '2026-03-01T10:00:00.000Z',
    endedAt: undefined,
  });
});
