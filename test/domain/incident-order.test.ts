import test from 'ava';
import fc from 'fast-check';
import { incidentOrder } from '../../service/domain/incident-order.ts';
import type { IncidentEvent } from '../../service/domain/status-event.ts';
import { eventsOf, incident, isIncident, now, update } from '../helpers/rehearsed-events.ts';

test('orders the versions of an incident by time', (t) => {
  for (const scenario of ['incident', 'maintenance']) {
    const versions = eventsOf(scenario)
      .filter(isIncident)
      .map((event) => incidentOrder(event, now));
    t.deepEqual(versions.toSorted(), versions);
    t.is(new Set(versions).size, versions.length);
  }
});

test('orders versions without times by the number of updates, then by status', (t) => {
  const undated = (updates: number, status: string): IncidentEvent => ({
    ...incident,
    incident: { ...incident.incident, status, updatedAt: undefined },
    updates: Array.from({ length: updates }, () => update),
  });
  const inOrder = [
    undated(0, 'unknown'),
    undated(0, 'investigating'),
    undated(0, 'resolved'),
    undated(0, 'postmortem'),
    undated(9, 'investigating'),
    undated(10, 'investigating'),
  ].map((event) => incidentOrder(event, now));
  fc.assert(
    fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (shuffled) => {
      t.deepEqual(shuffled.toSorted(), inOrder);
    }),
  );
});
