import test from 'ava';
import { appearanceOf } from '../../../service/announcing/summary/appearance.ts';
import { component, incident } from '../../helpers/rehearsed-events.ts';

const looks = test.macro<['incident' | 'maintenance', string, string | undefined, string]>({
  exec: (t, kind: 'incident' | 'maintenance', status: string, impact: string | undefined, emoji: string) => {
    t.is(appearanceOf({ ...incident, kind, incident: { ...incident.incident, status, impact } }).emoji, emoji);
  },
  title: (_, kind, status, impact, emoji) => `gives ${emoji} to a ${status} ${kind} of impact ${impact ?? 'unknown'}`,
});
test(looks, 'incident', 'investigating', 'critical', '🚨');
test(looks, 'incident', 'identified', 'major', '🔴');
test(looks, 'incident', 'monitoring', 'minor', '🟠');
test(looks, 'incident', 'monitoring', 'none', '⚪');
test(looks, 'incident', 'monitoring', undefined, '🟠');
test(looks, 'incident', 'resolved', 'critical', '✅');
test(looks, 'incident', 'postmortem', 'critical', '✅');
test(looks, 'maintenance', 'scheduled', 'maintenance', '🔧');
test(looks, 'maintenance', 'in_progress', 'critical', '🔧');
test(looks, 'maintenance', 'completed', 'maintenance', '✅');

const looksAsComponent = test.macro<[string, string]>({
  exec: (t, newStatus: string, emoji: string) => {
    t.is(appearanceOf({ ...component, component: { ...component.component, newStatus } }).emoji, emoji);
  },
  title: (_, newStatus, emoji) => `gives ${emoji} to a component that becomes ${newStatus}`,
});
test(looksAsComponent, 'major_outage', '🔴');
test(looksAsComponent, 'partial_outage', '🟠');
test(looksAsComponent, 'degraded_performance', '🟡');
test(looksAsComponent, 'something_new', '🟠');
test(looksAsComponent, 'under_maintenance', '🔧');
test(looksAsComponent, 'operational', '✅');

test('gives every status of a component a colour of its own', (t) => {
  const statuses = ['operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage'];
  const colours = statuses.map(
    (newStatus) => appearanceOf({ ...component, component: { ...component.component, newStatus } }).colour,
  );
  t.is(new Set(colours).size, statuses.length);
});

test('turns green once it has ended', (t) => {
  const colour = (status: string) => appearanceOf({ ...incident, incident: { ...incident.incident, status } }).colour;
  t.is(colour('resolved'), '#2eb67d');
  t.not(colour('monitoring'), colour('resolved'));
});
