import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { type Rules, suppressedBy } from '../../service/announcing/suppressed-by.ts';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { announceEverything } from '../helpers/announce-everything.ts';
import { component, incident } from '../helpers/rehearsed-events.ts';

const ofImpact = (impact: string | undefined): StatusEvent => ({
  ...incident,
  incident: { ...incident.incident, impact },
});
const maintenance: StatusEvent = {
  ...incident,
  kind: 'maintenance',
  incident: { ...incident.incident, impact: 'maintenance' },
};
const changing = (oldStatus: string | undefined, newStatus: string): StatusEvent => ({
  ...component,
  component: { ...component.component, oldStatus, newStatus },
});

const isAnnounced = test.macro<[string, Partial<Rules>, StatusEvent]>({
  exec: (t, _what: string, rules: Partial<Rules>, event: StatusEvent) => {
    t.deepEqual(suppressedBy({ ...announceEverything, ...rules })(event), O.none);
  },
  title: (_, what) => `announces ${what}`,
});
const isSuppressed = test.macro<[string, string, Partial<Rules>, StatusEvent]>({
  exec: (t, _what: string, rule: string, rules: Partial<Rules>, event: StatusEvent) => {
    t.deepEqual(suppressedBy({ ...announceEverything, ...rules })(event), O.some(rule));
  },
  title: (_, what, rule) => `suppresses ${what} by ${rule}`,
});

test(isAnnounced, 'an incident of no impact where nothing is configured', {}, ofImpact('none'));
test(isAnnounced, 'a maintenance where nothing is configured', {}, maintenance);
test(isAnnounced, 'a recovery where nothing is configured', {}, changing(undefined, 'operational'));
test(isAnnounced, 'an incident of the minimum impact', { minImpact: 'major' }, ofImpact('major'));
test(isAnnounced, 'an incident of more impact', { minImpact: 'minor' }, ofImpact('critical'));
test(isAnnounced, 'an incident of an unknown impact', { minImpact: 'critical' }, ofImpact('apocalyptic'));
test(isAnnounced, 'an incident without an impact', { minImpact: 'critical' }, ofImpact(undefined));
test(isAnnounced, 'a maintenance whatever the impact', { minImpact: 'critical' }, maintenance);
test(isSuppressed, 'an incident of less impact', 'ANNOUNCE_MIN_IMPACT', { minImpact: 'major' }, ofImpact('minor'));
test(isSuppressed, 'a maintenance', 'ANNOUNCE_MAINTENANCE', { maintenance: false }, maintenance);

test(isAnnounced, 'an incident that names a component by name', { components: new Set(['actions']) }, incident);
test(isAnnounced, 'an incident that names a component by id', { components: new Set(['component1']) }, incident);
test(
  isAnnounced,
  'an incident that names no component',
  { components: new Set(['pages']) },
  { ...incident, components: [] },
);
test(
  isSuppressed,
  'an incident of other components',
  'ANNOUNCE_COMPONENTS',
  { components: new Set(['pages']) },
  incident,
);

test(isAnnounced, 'a component by name', { components: new Set(['actions']) }, component);
test(isSuppressed, 'another component', 'ANNOUNCE_COMPONENTS', { components: new Set(['pages']) }, component);
test(isAnnounced, 'an outage', { minImpact: 'major' }, changing('operational', 'major_outage'));
test(isAnnounced, 'the recovery from an outage', { minImpact: 'major' }, changing('major_outage', 'operational'));
test(isAnnounced, 'an unknown status', { minImpact: 'critical' }, changing('operational', 'on_fire'));
test(
  isSuppressed,
  'a change of less impact',
  'ANNOUNCE_MIN_IMPACT',
  { minImpact: 'major' },
  changing('operational', 'partial_outage'),
);
test(
  isSuppressed,
  'the recovery from a change of less impact',
  'ANNOUNCE_MIN_IMPACT',
  { minImpact: 'major' },
  changing('partial_outage', 'operational'),
);
test(
  isSuppressed,
  'a recovery from an unknown status',
  'ANNOUNCE_MIN_IMPACT',
  { minImpact: 'minor' },
  changing(undefined, 'operational'),
);
test(
  isAnnounced,
  'a component under maintenance whatever the impact',
  { minImpact: 'critical' },
  changing('operational', 'under_maintenance'),
);
test(
  isSuppressed,
  'a component under maintenance',
  'ANNOUNCE_MAINTENANCE',
  { maintenance: false },
  changing('operational', 'under_maintenance'),
);
test(
  isSuppressed,
  'the end of a component’s maintenance',
  'ANNOUNCE_MAINTENANCE',
  { maintenance: false },
  changing('under_maintenance', 'operational'),
);
test(
  isAnnounced,
  'an outage that follows maintenance',
  { maintenance: false },
  changing('under_maintenance', 'major_outage'),
);
