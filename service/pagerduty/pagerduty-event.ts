import type * as O from 'fp-ts/lib/Option.js';
import { subjectKey } from '../announcing/posting/subject-key.ts';
import { type EventSummary, eventSummary } from '../announcing/summary/event-summary.ts';
import { occurredAt } from '../domain/event-times.ts';
import { isOver } from '../domain/incident-lifecycle.ts';
import { type Severity, severityOf } from '../domain/severity.ts';
import type { StatusEvent } from '../domain/status-event.ts';

type PagerDutyLink = Readonly<{ href: string; text: string }>;
type Details = Readonly<Record<string, string | ReadonlyArray<string>>>;

/** https://developer.pagerduty.com/docs/events-api-v2-overview, without the routing key. */
export type AlertEvent =
  | Readonly<{
      event_action: 'trigger';
      dedup_key: string;
      client: 'StatusWatch';
      client_url?: string;
      links: ReadonlyArray<PagerDutyLink>;
      payload: Readonly<{
        summary: string;
        source: string;
        severity: 'critical' | 'error' | 'warning';
        timestamp?: string;
        class: string;
        custom_details: Details;
      }>;
    }>
  | Readonly<{ event_action: 'resolve'; dedup_key: string }>;

/** https://developer.pagerduty.com/docs/send-change-events, without the routing key. */
export type ChangeEvent = Readonly<{
  payload: Readonly<{ summary: string; source: string; timestamp?: string; custom_details: Details }>;
  links: ReadonlyArray<PagerDutyLink>;
}>;

export type PagerDutyEvents = Readonly<{ alert: AlertEvent | undefined; change: ChangeEvent | undefined }>;

const severities: ReadonlyMap<Severity, 'critical' | 'error' | 'warning'> = new Map([
  ['CRITICAL', 'critical'],
  ['ERROR', 'error'],
  ['WARNING', 'warning'],
]);

const linksOf = ({ links }: EventSummary): ReadonlyArray<PagerDutyLink> =>
  links.map(({ label, url }) => ({ href: url, text: label }));

const present = (details: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>): Details =>
  Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) =>
      value === undefined || value.length === 0 ? [] : [[name, value] as const],
    ),
  );

const payloadOf = (event: StatusEvent, summary: EventSummary) => {
  const timestamp = occurredAt(event);
  return {
    summary: summary.line,
    source: summary.provider,
    ...(timestamp !== undefined && { timestamp }),
    custom_details: present({
      status: summary.status,
      impact: summary.impact,
      components: summary.components,
      update: summary.update,
      [summary.period?.label.toLowerCase() ?? 'since']: summary.period?.times.join(' to '),
      lasted: summary.duration,
    }),
  };
};

const changeOf = (event: StatusEvent, boardUrl: O.Option<string>): ChangeEvent => {
  const summary = eventSummary(event, boardUrl);
  return { payload: payloadOf(event, summary), links: linksOf(summary) };
};

const triggerOf = (
  event: StatusEvent,
  severity: 'critical' | 'error' | 'warning',
  boardUrl: O.Option<string>,
): AlertEvent => {
  const summary = eventSummary(event, boardUrl);
  const [link] = summary.links;
  return {
    event_action: 'trigger',
    dedup_key: subjectKey(event),
    client: 'StatusWatch',
    ...(link !== undefined && { client_url: link.url }),
    links: linksOf(summary),
    payload: { ...payloadOf(event, summary), severity, class: 'incident' },
  };
};

/** Whether it ends an incident, which resolves the alert if there is one. */
export const endsIncident = (event: StatusEvent): boolean => event.kind === 'incident' && isOver(event.incident.status);

/**
 * An incident is an alert, which its end or its postmortem resolves. Maintenance, components and incidents without an impact are
 * change events, which page nobody.
 */
export const pagerDutyEvents = (event: StatusEvent, boardUrl: O.Option<string>): PagerDutyEvents => {
  if (event.kind !== 'incident') return { alert: undefined, change: changeOf(event, boardUrl) };
  const isHarmless = event.incident.impact === 'none';
  if (endsIncident(event)) {
    // It may have been an alert while its impact was another.
    return {
      alert: { event_action: 'resolve', dedup_key: subjectKey(event) },
      change: isHarmless ? changeOf(event, boardUrl) : undefined,
    };
  }
  const severity = severities.get(severityOf(event));
  return severity === undefined
    ? { alert: undefined, change: changeOf(event, boardUrl) }
    : { alert: triggerOf(event, severity, boardUrl), change: undefined };
};
