import test from 'ava';
import { editedAt, occurredAt } from '../../service/domain/event-times.ts';
import { decoded, decodedIncident } from '../fixtures/decoded.ts';
import { component_update, firstUpdate, incident, secondUpdate, uploads } from '../fixtures/recorded-variants.ts';

const withUpdates = (...incident_updates: ReadonlyArray<object>) => ({ incident: { ...incident, incident_updates } });

test('takes the latest edit among the updates, which need not be the newest update', (t) => {
  const edited = { ...firstUpdate, updated_at: '2026-05-04T11:45:00+02:00' };
  for (const delivery of [withUpdates(secondUpdate, edited), withUpdates(edited, secondUpdate)]) {
    t.is(editedAt(decodedIncident(delivery)), '2026-05-04T09:45:00.000Z');
    t.is(occurredAt(decoded(delivery)), '2026-05-04T09:45:00.000Z');
  }
});

test('skips updates whose edit time is absent or unreadable', (t) => {
  const delivery = withUpdates({ ...secondUpdate, updated_at: 'just now' }, firstUpdate, { id: 'a' });
  t.is(occurredAt(decoded(delivery)), '2026-05-04T09:02:11.101Z');
});

test("takes the incident's time where no update says one", (t) => {
  t.is(occurredAt(decoded(withUpdates())), '2026-05-04T09:31:10.400Z');
  t.is(occurredAt(decoded(withUpdates({ ...secondUpdate, updated_at: null }))), '2026-05-04T09:31:10.400Z');
});

test('does not use when an update is displayed, which can be back-dated', (t) => {
  const backDated = { ...secondUpdate, display_at: '2026-05-09T00:00:00Z', updated_at: null };
  t.is(occurredAt(decoded({ incident: { ...incident, updated_at: null, incident_updates: [backDated] } })), undefined);
});

test("takes a component update's time, else the component's", (t) => {
  const component = { ...uploads, updated_at: '2026-05-04T08:00:00Z' };
  t.is(occurredAt(decoded({ component_update, component })), '2026-05-04T09:31:10.380Z');
  const undated = { ...component_update, created_at: 'now' };
  t.is(occurredAt(decoded({ component_update: undated, component })), '2026-05-04T08:00:00.000Z');
  t.is(occurredAt(decoded({ component_update: undated })), undefined);
});
