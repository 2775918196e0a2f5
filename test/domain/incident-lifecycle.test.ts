import test from 'ava';
import {
  isEndStatus,
  isMaintenanceStatus,
  isOver,
  isPostmortem,
  statusRank,
} from '../../service/domain/incident-lifecycle.ts';

const incidentStatuses = ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'];
const maintenanceStatuses = ['scheduled', 'in_progress', 'verifying', 'completed'];
const all = [...incidentStatuses, ...maintenanceStatuses, 'never_heard_of'];

test('ranks the statuses of an incident, and those of a maintenance, in their order', (t) => {
  for (const statuses of [incidentStatuses, maintenanceStatuses]) {
    const ranks = statuses.map(statusRank);
    t.deepEqual(
      ranks,
      ranks.toSorted((left, right) => left - right),
    );
    t.is(new Set(ranks).size, statuses.length);
  }
});

test('ranks every status by one digit, and an unknown one below all others', (t) => {
  t.is(statusRank('never_heard_of'), 0);
  for (const status of [...incidentStatuses, ...maintenanceStatuses]) t.regex(`${statusRank(status)}`, /^[1-9]$/);
});

test('tells the statuses of a maintenance from those of an incident', (t) => {
  t.deepEqual(all.filter(isMaintenanceStatus), maintenanceStatuses);
});

test('ends with resolved or completed, and a postmortem does not reopen', (t) => {
  t.deepEqual(all.filter(isEndStatus), ['resolved', 'completed']);
  t.deepEqual(all.filter(isPostmortem), ['postmortem']);
  t.deepEqual(all.filter(isOver), ['resolved', 'postmortem', 'completed']);
  t.false(isEndStatus(undefined));
});
