import test from 'ava';
import { statusChange } from '../../service/domain/status-change.ts';

test('names the old and the new status', (t) => {
  t.is(statusChange({ oldStatus: 'operational', newStatus: 'major_outage' }), 'operational → major_outage');
});

test('names one status where nothing changed or the other is unknown', (t) => {
  t.is(statusChange({ oldStatus: 'operational', newStatus: 'operational' }), 'operational');
  t.is(statusChange({ oldStatus: undefined, newStatus: 'operational' }), 'operational');
  t.is(statusChange({ oldStatus: 'operational', newStatus: undefined }), 'operational');
});

test('words each status as told', (t) => {
  const shout = (status: string): string => status.toUpperCase();
  t.is(statusChange({ oldStatus: 'operational', newStatus: 'major_outage' }, shout), 'OPERATIONAL → MAJOR_OUTAGE');
});
