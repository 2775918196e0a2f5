import test from 'ava';
import { type Severity, severityOf } from '../../service/domain/severity.ts';
import { decodedComponent, decodedIncident } from '../fixtures/decoded.ts';
import { component_update, incident } from '../fixtures/recorded-variants.ts';

type Kind = 'incident' | 'maintenance';

const ofIncident = test.macro<[kind: Kind, status: string, impact: string | undefined, severity: Severity]>({
  exec: (t, kind, status, impact, severity) => {
    const event = decodedIncident({ incident: { ...incident, status, impact } });
    t.is(event.kind, kind);
    t.is(severityOf(event), severity);
  },
  title: (_, kind, status, impact, severity) => `gives ${kind}, ${status}, impact ${impact ?? 'absent'} ${severity}`,
});

for (const status of ['investigating', 'identified', 'monitoring', 'never_heard_of']) {
  test(ofIncident, 'incident', status, 'critical', 'CRITICAL');
  test(ofIncident, 'incident', status, 'major', 'ERROR');
  test(ofIncident, 'incident', status, 'minor', 'WARNING');
  test(ofIncident, 'incident', status, 'none', 'NOTICE');
  test(ofIncident, 'incident', status, undefined, 'WARNING');
  test(ofIncident, 'incident', status, 'never_heard_of', 'WARNING');
  test(ofIncident, 'incident', status, '', 'WARNING');
  test(ofIncident, 'maintenance', status, 'maintenance', 'NOTICE');
}

for (const impact of ['critical', 'major', 'minor', 'none', undefined, 'never_heard_of']) {
  for (const status of ['resolved', 'postmortem']) {
    test(ofIncident, 'incident', status, impact, 'NOTICE');
  }
  for (const status of ['scheduled', 'in_progress', 'verifying', 'completed']) {
    test(ofIncident, 'maintenance', status, impact, 'NOTICE');
  }
}

const ofComponent = test.macro<[status: string, severity: Severity]>({
  exec: (t, new_status, severity) => {
    t.is(severityOf(decodedComponent({ component_update: { ...component_update, new_status } })), severity);
  },
  title: (_, status, severity) => `gives a component that is now ${status} ${severity}`,
});

test(ofComponent, 'major_outage', 'ERROR');
test(ofComponent, 'partial_outage', 'WARNING');
test(ofComponent, 'degraded_performance', 'WARNING');
test(ofComponent, 'under_maintenance', 'NOTICE');
test(ofComponent, 'operational', 'NOTICE');
test(ofComponent, 'never_heard_of', 'WARNING');
