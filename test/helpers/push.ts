import * as O from 'fp-ts/lib/Option.js';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { jsonLine } from '../../service/logging/json-line.ts';
import { now } from './rehearsed-events.ts';

const lineOf = jsonLine(O.none);

/** The log entry of an event as a sink publishes it: https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry */
export const logEntryOf = (event: StatusEvent): Readonly<Record<string, unknown>> => {
  const {
    severity,
    timestamp,
    'logging.googleapis.com/insertId': insertId,
    'logging.googleapis.com/labels': labels,
    ...jsonPayload
  } = JSON.parse(lineOf(eventEntry({ event, violations: [], trace: O.none }, now))) as Record<string, unknown>;
  return {
    insertId,
    jsonPayload,
    labels,
    logName: 'projects/demo/logs/run.googleapis.com%2Fstdout',
    receiveTimestamp: '2026-03-01T12:00:00.5Z',
    resource: { type: 'cloud_run_revision', labels: { service_name: 'receiver' } },
    severity,
    timestamp: new Date((timestamp as Readonly<{ seconds: number }>).seconds * 1000).toISOString(),
  };
};

export const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

/** What Pub/Sub posts. */
export const pushOf = (data: string): Readonly<Record<string, unknown>> => ({
  message: {
    attributes: { 'logging.googleapis.com/timestamp': '2026-03-01T12:00:00Z' },
    data,
    messageId: '1234',
    message_id: '1234',
    publishTime: '2026-03-01T12:00:01Z',
  },
  subscription: 'projects/demo/subscriptions/announcer',
  deliveryAttempt: 1,
});
