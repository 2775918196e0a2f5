import { describeEvent } from '../domain/describe-event.ts';
import { occurredAt } from '../domain/event-times.ts';
import { severityOf } from '../domain/severity.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import { truncate } from '../domain/truncate.ts';
import { insertIdOf } from './insert-id.ts';
import type { Labels, LogEntry } from './log-entry.ts';
import type { ReceivedEvent } from './received-event.ts';
import { truncateEvent } from './truncate-event.ts';

const maxAgeInMilliseconds = 24 * 60 * 60 * 1000;
const maxClockSkewInMilliseconds = 60 * 1000;
const maxMessageLength = 2000;
const maxLabelLength = 200;

// Log-based metrics ignore an entry that is over 24 hours old: https://cloud.google.com/logging/docs/logs-based-metrics/troubleshooting
const timestampOf = (event: StatusEvent, receivedAt: Date): Date | undefined => {
  const occurred = new Date(occurredAt(event) ?? Number.NaN);
  const age = receivedAt.getTime() - occurred.getTime();
  return age <= maxAgeInMilliseconds && age >= -maxClockSkewInMilliseconds ? occurred : undefined;
};

// A vendor's clock can be fast.
const delayInSeconds = (occurred: Date, receivedAt: Date): number =>
  Math.max(0, receivedAt.getTime() - occurred.getTime()) / 1000;

// An empty label would count as a value of its own.
const labelValue = (value: string | undefined): string | undefined =>
  value === undefined || value === '' ? undefined : truncate(value, maxLabelLength);

const flag = (isSet: boolean | undefined): string | undefined => (isSet === true ? 'true' : undefined);

const labelsOf = ({ event, via = 'webhook', isBackfill, providerLabel = event.provider }: ReceivedEvent): Labels => {
  const source = {
    kind: event.kind,
    via,
    backfill: flag(isBackfill),
    rehearsal: flag(event.rehearsal),
    provider: labelValue(providerLabel),
    page_id: labelValue(event.page.id),
  };
  return event.kind === 'component'
    ? { ...source, component_id: labelValue(event.component.id), status: labelValue(event.component.newStatus) }
    : {
        ...source,
        incident_id: labelValue(event.incident.id),
        status: labelValue(event.incident.status),
        impact: labelValue(event.incident.impact),
      };
};

/** The log entry of a status event. With the truncated payload its line stays under 195 kB, whatever was sent. */
export const eventEntry = (received: ReceivedEvent, receivedAt: Date): LogEntry => {
  const { event, violations, trace, clientAddress } = received;
  const occurred = timestampOf(event, receivedAt);
  const rest = {
    ...(occurred !== undefined && { delaySeconds: delayInSeconds(occurred, receivedAt) }),
    ...(clientAddress !== undefined && { clientAddress }),
    ...(violations.length > 0 && { violations }),
  };
  return {
    severity: severityOf(event),
    message: truncate(describeEvent(event), maxMessageLength),
    timestamp: occurred ?? receivedAt,
    insertId: insertIdOf(event),
    labels: labelsOf(received),
    trace,
    payload: { event, ...rest },
    truncatedPayload: () => ({ ...truncateEvent(event), ...rest }),
  };
};
