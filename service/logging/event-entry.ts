import { hash } from 'node:crypto';
import { describeEvent } from '../domain/describe-event.ts';
import { occurredAt } from '../domain/event-times.ts';
import { eventVersion } from '../domain/event-version.ts';
import type { Receipt } from '../domain/receipt.ts';
import { severityOf } from '../domain/severity.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import type { Labels, LogEntry } from './log-entry.ts';
import { shortenEvent } from './shorten-event.ts';

const oldestInMilliseconds = 24 * 60 * 60 * 1000;
const farthestAheadInMilliseconds = 60 * 1000;
const longestMessage = 2000;
const longestLabel = 200;

// Log-based metrics ignore an entry over 24 hours old: https://cloud.google.com/logging/docs/logs-based-metrics/troubleshooting
const happenedAt = (event: StatusEvent, receivedAt: Date): Date | undefined => {
  const happened = new Date(occurredAt(event) ?? Number.NaN);
  const age = receivedAt.getTime() - happened.getTime();
  return age <= oldestInMilliseconds && age >= -farthestAheadInMilliseconds ? happened : undefined;
};

// The vendor's clock can be ahead of ours.
const delayInSeconds = (happened: Date, receivedAt: Date): number =>
  Math.max(0, receivedAt.getTime() - happened.getTime()) / 1000;

/** Two entries of equal id and timestamp are one in query results, so that a redelivery does not show twice. */
const insertIdOf = (event: StatusEvent): string => hash('sha256', JSON.stringify(eventVersion(event)), 'base64url');

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;

// An empty one would be one more value to count by.
const label = (value: string | undefined): string | undefined =>
  value === undefined || value === '' ? undefined : cut(value, longestLabel);

const labelsOf = (event: StatusEvent): Labels => {
  const source = { kind: event.kind, provider: label(event.provider), page_id: label(event.page.id) };
  return event.kind === 'component'
    ? { ...source, component_id: label(event.component.id), status: label(event.component.newStatus) }
    : {
        ...source,
        incident_id: label(event.incident.id),
        status: label(event.incident.status),
        impact: label(event.incident.impact),
      };
};

/** The entry of a status event; with its shorter payload its line is below 195 kB, whatever was sent. */
export const eventEntry = ({ event, violations, trace }: Receipt, receivedAt: Date): LogEntry => {
  const happened = happenedAt(event, receivedAt);
  const rest = {
    ...(happened !== undefined && { delaySeconds: delayInSeconds(happened, receivedAt) }),
    ...(violations.length > 0 && { violations }),
  };
  return {
    severity: severityOf(event),
    message: cut(describeEvent(event), longestMessage),
    timestamp: happened ?? receivedAt,
    insertId: insertIdOf(event),
    labels: labelsOf(event),
    trace,
    isPlainText: true,
    payload: { event, ...rest },
    shorterPayload: () => ({ ...shortenEvent(event), ...rest }),
  };
};
