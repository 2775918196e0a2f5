import { consoleUrl } from '../console-url.ts';
import { logFilter } from '../logs/log-filter.ts';
import { type Alert, logCondition, metricCondition, serviceSeries, sumOf } from './alert.ts';
import type { MonitoredReceiver } from './monitored-services.ts';

const vendorIncident: Alert<MonitoredReceiver> = {
  name: 'vendor-incident',
  displayName: 'critical or major vendor incident',
  severity: 'CRITICAL',
  subject: '${log.extracted_label.provider}: ${log.extracted_label.name} (${log.extracted_label.impact})',
  notificationMinutes: 5,
  autoCloseMinutes: 60,
  condition: ({ recorders }) =>
    logCondition('Update of a critical or major incident', logFilter.severeIncidents(recorders), {
      provider: 'labels.provider',
      incident: 'labels.incident_id',
      impact: 'labels.impact',
      name: 'jsonPayload.event.incident.name',
      link: 'jsonPayload.event.incident.shortlink',
    }),
  documentation: ({ project, bucket, recorders }) => ({
    whatHappened:
      '${log.extracted_label.provider} reports an incident with ${log.extracted_label.impact} impact: ${log.extracted_label.name}. This alert closes after an hour without another update.',
    whatToDo:
      'Read the latest update at ${log.extracted_label.link} and check whether your systems depend on the affected components.',
    whereToLook: `The incident's history is in [the event log](${consoleUrl.logs(project, bucket, logFilter.severeIncidents(recorders))}): filter by labels.incident_id="\${log.extracted_label.incident}".`,
  }),
};

const forgottenRotation = 'reason=~"invalid_token|invalid_signature|token_of_another_page"';

// A forgotten page adds ten refusals or so within an hour to those of an ordinary one. What a stranger sends day and night is
// ordinary within hours, so it neither keeps the alert open nor hides the page.
const unusualRefusals = ({ metrics, service }: MonitoredReceiver): string => {
  const refusals = (window: string) =>
    `sum by (reason) (increase(${serviceSeries(sumOf(metrics.refused), service, forgottenRotation)}${window}))`;
  const lastHour = refusals('[1h]');
  return `${lastHour} - (${refusals('[6h] offset 1h')} / 6 or 0 * ${lastHour}) > 4.5`;
};

const refusedDeliveries: Alert<MonitoredReceiver> = {
  name: 'refused-deliveries',
  displayName: 'deliveries refused',
  severity: 'WARNING',
  subject: 'Deliveries are being refused: ${metric_or_resource.label.reason}',
  autoCloseMinutes: 30,
  condition: (receiver) =>
    metricCondition(
      'Five refusals within an hour above the average of the six hours before',
      unusualRefusals(receiver),
    ),
  documentation: ({ project, bucket, service }) => ({
    whatHappened:
      'Within an hour the receiver refused at least five deliveries more than on average in the six hours before (reason: ${metric_or_resource.label.reason}). A status page still uses a token or secret that you have rotated out, or a token that is bound to another page; or somebody is guessing. Status pages drop a subscription after ten failed deliveries within an hour.',
    whatToDo:
      'If you have just rotated the token: put the old one back behind the new one in `statuswatch:webhookToken` (NEW,OLD), run `pulumi up`, then update the URL on the page that you missed. Otherwise check that your pages still deliver; if they do, you need not act: `statuswatch:maxInstances` caps the cost.',
    whereToLook: `[The refusals and their reasons](${consoleUrl.logs(project, bucket, logFilter.refusedDeliveries(service))}). The content of a refused delivery is never logged.`,
  }),
};

const unrecognisedDelivery: Alert<MonitoredReceiver> = {
  name: 'unrecognised-delivery',
  displayName: 'unrecognised delivery',
  severity: 'WARNING',
  subject: 'A status page sent a delivery in an unknown format',
  notificationMinutes: 60,
  autoCloseMinutes: 60,
  condition: ({ service }) =>
    logCondition('Delivery in an unknown format', logFilter.unrecognisedDeliveries(service), {}),
  documentation: ({ project, bucket, service }) => ({
    whatHappened:
      'An authentic delivery arrived in a format that StatusWatch does not know, so it was not turned into an event. Its raw body was logged and answered with 202, which keeps the subscription alive.',
    whatToDo:
      'Read jsonPayload.rawBody to see what the vendor reported. Then upgrade StatusWatch; if the latest version does not know the format either, open an issue with the body, private details removed.',
    whereToLook: `[The raw body and what was missing from it](${consoleUrl.logs(project, bucket, logFilter.unrecognisedDeliveries(service))}).`,
  }),
};

const receiverErrors: Alert<MonitoredReceiver> = {
  name: 'receiver-errors',
  displayName: 'receiver errors (5xx or 429)',
  severity: 'ERROR',
  subject: 'The receiver is answering ${metric_or_resource.label.response_code}',
  autoCloseMinutes: 30,
  condition: ({ service }) =>
    metricCondition(
      'A 5xx or 429 response within 30 minutes',
      `sum by (response_code) (increase(${serviceSeries('run.googleapis.com/request_count', service, 'response_code=~"5..|429"')}[30m])) > 0`,
    ),
  documentation: ({ project, region, service }) => ({
    whatHappened:
      'The receiver answered ${metric_or_resource.label.response_code}. 500 is a bug, 503 means that the log could not be written, 429 means that all instances are busy. Status pages retry, but drop the subscription after ten failed deliveries within an hour.',
    whatToDo:
      '429: raise `statuswatch:maxInstances` and run `pulumi up`. 5xx: read the latest ERROR or CRITICAL entry; if the errors started with a deployment, route traffic back to the previous revision (`gcloud run services update-traffic`).',
    whereToLook: `[The receiver's warnings and errors](${consoleUrl.logsOfProject(project, logFilter.warningsAndErrors([service]))}) and [its revisions](${consoleUrl.service(project, region, service)}).`,
  }),
};

const hoursPerDay = 24;

const silentProvider = (days: number): Alert<MonitoredReceiver> => {
  const providersWithin = (hours: number, { metrics, recorders }: MonitoredReceiver) =>
    `count by (provider) (last_over_time(${serviceSeries(metrics.deliveries, recorders)}[${hours}h]))`;
  return {
    name: 'silent-provider',
    displayName: 'no events from a provider',
    severity: 'WARNING',
    subject: `\${metric_or_resource.label.provider}: no events for ${days} days`,
    autoCloseMinutes: 30,
    condition: (receiver) =>
      metricCondition(
        `No events for ${days} days`,
        `${providersWithin(2 * days * hoursPerDay, receiver)} unless on (provider) ${providersWithin(days * hoursPerDay, receiver)}`,
        { evaluationMinutes: 60 },
      ),
    documentation: ({ project, bucket, recorders }) => ({
      whatHappened: `\${metric_or_resource.label.provider} used to send events but has sent none for ${days} days. Either nothing has happened there, or its status page has dropped the subscription, which it does without notice.`,
      whatToDo:
        'Compare with the history on the status page. If it lists incidents since the last event, subscribe again with the URL from `pulumi stack output webhookUrl --show-secrets`. If the page is just quiet, raise `statuswatch:silenceDays`.',
      whereToLook: `[The latest events](${consoleUrl.logs(project, bucket, logFilter.statusEvents(recorders))}).`,
    }),
  };
};

export const receiverAlerts = (silenceDays: number): ReadonlyArray<Alert<MonitoredReceiver>> => [
  vendorIncident,
  refusedDeliveries,
  unrecognisedDelivery,
  receiverErrors,
  ...(silenceDays === 0 ? [] : [silentProvider(silenceDays)]),
];
