import test from 'ava';
import fc from 'fast-check';
import { describeEvent } from '../../service/domain/describe-event.ts';
import { deliveries } from '../fixtures/arbitrary-deliveries.ts';
import { decoded } from '../fixtures/decoded.ts';
import {
  component_update,
  componentDelivery,
  componentVariants,
  incident,
  incidentDelivery,
  incidentVariants,
  page,
} from '../fixtures/recorded-variants.ts';

const says = test.macro<[what: string, delivery: object, sentence: string]>({
  exec: (t, _, delivery, sentence) => {
    t.is(describeEvent(decoded(delivery)), sentence);
  },
  title: (_, what, __, sentence) => `says of ${what}: ${sentence}`,
});

const from = (fields: object) => ({ page: { ...page, id: 'kctbh9vrtdwd' }, incident: { ...incident, ...fields } });
const components = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `c${index}`, name: `C${index}` }));
const changed = (fields: object) => ({ component_update: { ...component_update, ...fields } });

test(
  says,
  'an incident',
  incidentDelivery,
  'status.example.com incident "Failing uploads": identified, impact major (Uploads)',
);
test(
  says,
  'a rehearsal of an incident',
  { ...incidentDelivery, page: { ...page, id: 'kctbh9vrtdwd' }, meta: { rehearsal: true } },
  'Rehearsal: GitHub incident "Failing uploads": identified, impact major (Uploads)',
);
test(
  says,
  'a maintenance',
  incidentVariants['a scheduled maintenance'],
  'status.example.com maintenance "Storage upgrade": scheduled, impact maintenance (Uploads)',
);
test(
  says,
  'no impact and no components',
  from({ impact: null, components: [], incident_updates: [] }),
  'GitHub incident "Failing uploads": identified',
);
test(
  says,
  'components without a name',
  from({ components: [{ id: 'a' }, { id: 'b', name: 'B' }, { id: '', name: 'C' }], incident_updates: [] }),
  'GitHub incident "Failing uploads": identified, impact major (a, B, C)',
);
test(
  says,
  'ten components',
  from({ components: components(10) }),
  'GitHub incident "Failing uploads": identified, impact major (C0, C1, C2, C3, C4, C5, C6, C7, C8, C9)',
);
test(
  says,
  'eleven components',
  from({ components: components(11) }),
  'GitHub incident "Failing uploads": identified, impact major (C0, C1, C2, C3, C4, C5, C6, C7, C8, C9 and 1 more)',
);
test(
  says,
  'twelve components',
  from({ components: components(12) }),
  'GitHub incident "Failing uploads": identified, impact major (C0, C1, C2, C3, C4, C5, C6, C7, C8, C9 and 2 more)',
);
test(
  says,
  'vendor text',
  from({
    name: 'API &amp; <b>web</b><br />p50 &lt; 200ms,\r\np90 < 1s',
    impact: 'minor',
    components: [{ name: 'A\u2028B' }],
  }),
  'GitHub incident "API & web p50 < 200ms, p90 < 1s": identified, impact minor (A B)',
);
test(says, 'a component', componentDelivery, 'status.example.com component "Uploads": partial_outage → major_outage');
test(
  says,
  'a component whose name is not known',
  componentVariants['a component_update without a component'],
  'status.example.com component "c7nf5x1tq0ab": partial_outage → major_outage',
);
test(
  says,
  'a component whose old status is not known',
  changed({ old_status: null }),
  'unknown component "c7nf5x1tq0ab": major_outage',
);
test(
  says,
  'a component that stayed as it was',
  changed({ old_status: 'operational', new_status: 'operational' }),
  'unknown component "c7nf5x1tq0ab": operational',
);

test('says it on one line, without control characters, whatever the delivery', (t) => {
  t.notThrows(() => {
    fc.assert(fc.property(deliveries, (delivery) => !/[\p{Cc}\u2028\u2029]/u.test(describeEvent(decoded(delivery)))));
  });
});
