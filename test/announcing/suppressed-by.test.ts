import test from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { type Rules, suppressedBy } from '../../service/announcing/suppressed-by.ts';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { component, incident } from '../helpers/rehearsed-events.ts';

const all: Rules = { minImpact: 'none', maintenance: true, components: new Set() };

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

const passes = test.macro<[string, Partial<Rules>, StatusEvent]>({
  exec: (t, _what: string, rules: Partial<Rules>, event: StatusEvent) => {
    t.deepEqual(suppressedBy({ ...all, ...rules })(event), O.none);
  },
  title: (_, what) => `announces ${what}`,
});
const isHeldBack = test.macro<[string, string, Partial<Rules>, StatusEvent]>({
  exec: (t, _what: string, rule: string, rules: Partial<Rules>, event: StatusEvent) => {
    t.deepEqual(suppressedBy({ ...all, ...rules })(event), O.some(rule));
  },
  title: (_, what, rule) => `holds back ${what} by ${rule}`,
});

test(passes, 'an incident of no impact where nothing is configured', {}, ofImpact('none'));
test(passes, 'a maintenance where nothing is configured', {}, maintenance);
test(passes, 'a recovery where nothing is configured', {}, changing(undefined, 'operational'));
test(passes, 'an incident of the least impact that is wanted', { minImpact: 'major' }, ofImpact('major'));
test(passes, 'an incident of more impact', { minImpact: 'minor' }, ofImpact('critical'));
test(passes, 'an incident of an impact that nobody knows', { minImpact: 'critical' }, ofImpact('apocalyptic'));
test(passes, 'an incident without an impact', { minImpact: 'critical' }, ofImpact(undefined));
test(passes, 'a maintenance whatever the impact', { minImpact: 'critical' }, maintenance);
test(isHeldBack, 'an incident of less impact', 'ANNOUNCE_MIN_IMPACT', { minImpact: 'major' }, ofImpact('minor'));
test(isHeldBack, 'a maintenance', 'ANNOUNCE_MAINTENANCE', { maintenance: false }, maintenance);

test(passes, 'an incident that names a component by name', { components: new Set(['actions']) }, incident);
test(passes, 'an incident that names a component by id', { components: new Set(['component1']) }, incident);
test(
  passes,
  'an incident that names no component',
  { components: new Set(['pages']) },
  { ...incident, components: [] },
);
test(
  isHeldBack,
  'an incident of other components',
  'ANNOUNCE_COMPONENTS',
  { components: new Set(['pages']) },
  incident,
);

test(passes, 'a component by name', { components: new Set(['actions']) }, component);
test(isHeldBack, 'another component', 'ANNOUNCE_COMPONENTS', { components: new Set(['pages']) }, component);
test(passes, 'an outage', { minImpact: 'major' }, changing('operational', 'major_outage'));
test(passes, 'the recovery from an outage', { minImpact: 'major' }, changing('major_outage', 'operational'));
test(passes, 'a status that nobody knows', { minImpact: 'critical' }, changing('operational', 'on_fire'));
test(
  isHeldBack,
  'a change too mild',
  'ANNOUNCE_MIN_IMPACT',
  { minImpact: 'major' },
  changing('operational', 'partial_outage'),
);
test(
  isHeldBack,
  'the recovery from it',
  'ANNOUNCE_MIN_IMPACT',
  { minImpact: 'major' },
  changing('partial_outage', 'operational'),
);
test(
  isHeldBack,
  'a recovery from who knows what',
  'ANNOUNCE_MIN_IMPACT',
  { minImpact: 'minor' },
  changing(undefined, 'operational'),
);
test(
  passes,
  'a component under maintenance whatever the impact',
  { minImpact: 'critical' },
  changing('operational', 'under_maintenance'),
);
test(
  isHeldBack,
  'a component under maintenance',
  'ANNOUNCE_MAINTENANCE',
  { maintenance: false },
  changing('operational', 'under_maintenance'),
);
test(
  isHeldBack,
  'the end of it',
  'ANNOUNCE_MAINTENANCE',
  { maintenance: false },
  changing('under_maintenance', 'operational'),
);
