import { impactOfComponentStatus } from './impact.ts';
import { isOver } from './incident-lifecycle.ts';
import type { StatusEvent } from './status-event.ts';

/** Cloud Logging's names: https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity */
const severities = ['DEBUG', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'CRITICAL'] as const;
export type Severity = (typeof severities)[number];

export const isSeverity = (value: unknown): value is Severity => severities.some((severity) => severity === value);

const byImpact: ReadonlyMap<string | undefined, Severity> = new Map([
  ['critical', 'CRITICAL'],
  ['major', 'ERROR'],
  ['minor', 'WARNING'],
  ['none', 'NOTICE'],
]);

/** How severe an event is. An unknown impact or status is a WARNING. */
export const severityOf = (event: StatusEvent): Severity => {
  switch (event.kind) {
    case 'maintenance':
      return 'NOTICE';
    case 'incident':
      return isOver(event.incident.status) ? 'NOTICE' : (byImpact.get(event.incident.impact) ?? 'WARNING');
    case 'component':
      return byImpact.get(impactOfComponentStatus(event.component.newStatus)) ?? 'WARNING';
  }
};
