import test from 'ava';
import fc from 'fast-check';
import { eventVersion } from '../../service/domain/event-version.ts';
import { vendorTime } from '../fixtures/arbitrary-deliveries.ts';
import { decoded } from '../fixtures/decoded.ts';
import {
  component_update,
  componentDelivery,
  firstUpdate,
  incident,
  incidentDelivery,
  meta,
  page,
  recordedVariants,
  secondUpdate,
  uploads,
} from '../fixtures/recorded-variants.ts';

const versionOf = (delivery: object): string => JSON.stringify(eventVersion(decoded(delivery)));

test('is the same for every delivery of one version', (t) => {
  for (const delivery of Object.values(recordedVariants)) {
    for (const generated_at of ['2026-05-04T09:40:00.000Z', undefined, null, 5]) {
      t.is(versionOf({ ...delivery, meta: { ...meta, generated_at } }), versionOf(delivery));
    }
  }
});

test('is the same whatever the offset that times are written with', (t) => {
  const elsewhere = { ...secondUpdate, updated_at: '2026-05-04T05:31:10.220-04:00' };
  t.is(
    versionOf({ ...incidentDelivery, incident: { ...incident, incident_updates: [elsewhere, firstUpdate] } }),
    versionOf(incidentDelivery),
  );
});

test('is the same however the text of the newest update is marked up and wrapped', (t) => {
  const wrapped = { ...secondUpdate, body: ' <p>A deployment\r\nis being <b>rolled</b>\u00a0 back.</p>' };
  t.is(
    versionOf({ ...incidentDelivery, incident: { ...incident, incident_updates: [wrapped, firstUpdate] } }),
    versionOf(incidentDelivery),
  );
});

const differs = test.macro<[what: string, original: object, edited: object]>({
  exec: (t, _, original, edited) => {
    t.not(versionOf(edited), versionOf(original));
  },
  title: (_, what) => `is another after ${what}`,
});

const edit = (fields: object) => ({ ...incidentDelivery, incident: { ...incident, ...fields } });
const later = '2026-05-04T10:15:00.000Z';

test(differs, 'another status', incidentDelivery, edit({ status: 'monitoring' }));
test(differs, 'another name', incidentDelivery, edit({ name: 'All is well' }));
test(differs, 'another kind', incidentDelivery, edit({ scheduled_for: later }));
test(
  differs,
  'another text of the newest update that keeps its time',
  incidentDelivery,
  edit({ incident_updates: [{ ...secondUpdate, body: 'All is well.' }, firstUpdate] }),
);
test(differs, 'another impact', incidentDelivery, edit({ impact: 'critical' }));
test(differs, 'an impact that is no longer known', incidentDelivery, edit({ impact: null }));
test(differs, 'another incident', incidentDelivery, edit({ id: 'another' }));
test(differs, 'another page', incidentDelivery, { ...incidentDelivery, page: { ...page, id: 'another' } });
test(
  differs,
  'an edit of the newest update',
  incidentDelivery,
  edit({ incident_updates: [{ ...secondUpdate, updated_at: later }, firstUpdate] }),
);
test(
  differs,
  'an edit of an older update',
  incidentDelivery,
  edit({ incident_updates: [secondUpdate, { ...firstUpdate, updated_at: later }] }),
);
test(
  differs,
  'a new update in the same millisecond',
  incidentDelivery,
  edit({ incident_updates: [{ ...secondUpdate, id: 'third' }, secondUpdate, firstUpdate] }),
);
test(
  differs,
  'an edit of an incident without updates',
  edit({ incident_updates: [] }),
  edit({ incident_updates: [], updated_at: later }),
);
const change = (fields: object) => ({ ...componentDelivery, component_update: { ...component_update, ...fields } });
test(differs, 'another status of a component', componentDelivery, change({ new_status: 'operational' }));
test(differs, 'another update of a component', componentDelivery, change({ id: 'another' }));
test(differs, 'another time of a component update', componentDelivery, change({ created_at: later }));
test(differs, 'another component', componentDelivery, {
  ...componentDelivery,
  component: { ...uploads, id: 'another' },
});
test(
  differs,
  'an incident with the id of a component',
  { component: { id: 'a', status: 'b' } },
  { incident: { id: 'a', name: 'a', status: 'b' } },
);

test('is another after an edit of any update, whichever it is', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.array(vendorTime, { minLength: 1, maxLength: 6 }), fc.nat(), (times, chosen) => {
        const updates = times.map((updated_at, index) => ({ id: `u${index}`, created_at: updated_at, updated_at }));
        const edited = updates.map((update, index) =>
          index === chosen % updates.length ? { ...update, updated_at: '2035-01-02T00:00:00Z' } : update,
        );
        return versionOf(edit({ incident_updates: updates })) !== versionOf(edit({ incident_updates: edited }));
      }),
    );
  });
});
