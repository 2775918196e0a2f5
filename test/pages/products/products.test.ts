import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import { versionOf } from '../../../service/pages/difference/version-of.ts';
import { pageProducts } from '../../../service/pages/products/products.ts';
import { incidentDeliveries } from '../../fixtures/arbitrary-deliveries.ts';
import { decodedIncident } from '../../fixtures/decoded.ts';
import {
  incident,
  incidentIoDocuments,
  maintenance,
  paths,
  statuspageDocuments,
  statuspageId,
  update,
} from '../helpers/page-documents.ts';

const source = {
  origin: 'https://status.example.com',
  readAt: new Date('2026-05-04T10:00:00Z'),
  providerOf: (_: string, name: string) => name,
};

const contentOf = (documents: object) => {
  const all = new Map(Object.entries(documents));
  const product = pageProducts.find(({ probe, recognises }) => recognises(all.get(probe), false));
  const content = product?.decode(all, source);
  if (content === undefined || E.isLeft(content)) throw new Error('it was not decoded');
  return content.right;
};

test('reads what a page on Statuspage says', (t) => {
  const content = contentOf(statuspageDocuments);
  t.like(content, { id: statuspageId, name: 'Example', indicator: 'major', description: 'Partial System Outage' });
  t.deepEqual(content.violations, []);
  t.deepEqual(content.components, [
    { id: 'c7nf5x1tq0ab', name: 'Uploads', status: 'major_outage', updatedAt: '2026-05-04T09:31:10.300Z' },
  ]);
  t.deepEqual(
    content.incidents.map(({ kind, verified, provider, incident: { id } }) => ({ kind, verified, provider, id })),
    [
      { kind: 'incident', verified: true, provider: 'Example', id: incident.id },
      { kind: 'maintenance', verified: true, provider: 'Example', id: maintenance.id },
    ],
  );
});

test('reads what a page on incident.io says, though most keys are absent', (t) => {
  const content = contentOf(incidentIoDocuments);
  t.deepEqual(content.violations, []);
  t.is(content.components.length, 2);
  t.true(content.components.every(({ updatedAt }) => updatedAt === undefined));
  t.like(content.incidents[0], {
    kind: 'incident',
    incident: { shortlink: 'https://status.example.ai/incidents/01JZ8QM20QBACYZMK2PRCJQCBS', resolvedAt: undefined },
  });
});

test('takes the newer of two readings of one incident', (t) => {
  const newer = {
    ...incident,
    status: 'resolved',
    incident_updates: [{ ...update, id: 'f1', status: 'resolved', updated_at: '2026-05-04T10:00:00Z' }, update],
  };
  const { incidents } = contentOf({ ...statuspageDocuments, [paths.incidents]: { page: {}, incidents: [newer] } });
  t.is(incidents.find(({ incident: { id } }) => id === incident.id)?.incident.status, 'resolved');
});

test('leaves out what it cannot decode, and tells so', (t) => {
  const odd = [{ ...incident, id: null }, 'soon', { ...incident, id: 'b', impact: 5 }];
  const content = contentOf({ ...statuspageDocuments, [paths.incidents]: { page: {}, incidents: odd } });
  t.deepEqual(
    content.incidents.map(({ incident: { id } }) => id),
    ['b', maintenance.id, incident.id],
  );
  t.is(content.violations.length, 2);
});

test('gives an incident the version and the entry id that its webhook has, and within a day the time', (t) => {
  const receivedAt = new Date('2026-05-04T09:31:14Z');
  const entryOf = (event: Parameters<typeof eventEntry>[0]['event'], minutesLater: number) =>
    eventEntry({ event, violations: [], trace: O.none }, new Date(receivedAt.getTime() + minutesLater * 60_000));
  fc.assert(
    fc.property(incidentDeliveries, fc.integer({ min: 0, max: 300 }), (delivery, minutesLater) => {
      const page = { id: statuspageId, name: 'Example' };
      const pushed = decodedIncident({ ...delivery, page });
      const { incidents } = contentOf({
        ...statuspageDocuments,
        [paths.summary]: { page },
        [paths.maintenances]: { page },
        [paths.incidents]: { page, incidents: [delivery.incident] },
      });
      const [polled] = incidents;
      if (polled === undefined) {
        t.fail();
        return;
      }
      const [left, right] = [entryOf(pushed, 0), entryOf(polled, minutesLater)];
      t.is(versionOf(polled), versionOf(pushed));
      t.is(right.insertId, left.insertId);
      const isDated = 'delaySeconds' in (left.payload ?? {}) && 'delaySeconds' in (right.payload ?? {});
      t.true(!isDated || right.timestamp.getTime() === left.timestamp.getTime());
    }),
  );
});
