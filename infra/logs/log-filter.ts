const oneOf = (values: ReadonlyArray<string>) => `(${values.map((value) => `"${value}"`).join(' OR ')})`;

const fromServices = (services: ReadonlyArray<string>) => [
  'resource.type="cloud_run_revision"',
  services.length === 1
    ? `resource.labels.service_name="${services.join('')}"`
    : `resource.labels.service_name=${oneOf(services)}`,
];
const inLog = (log: string) => `log_id("run.googleapis.com/${log}")`;

const statusEvent = `labels.kind=${oneOf(['incident', 'maintenance', 'component'])}`;
const incident = 'labels.kind="incident"';
const page = 'labels.kind="page"';
const pass = 'jsonPayload.pass:*';
const noRehearsal = 'NOT labels.rehearsal="true"';
// What a page listed when it was first read happened long ago.
const noBackfill = 'NOT labels.backfill="true"';
const news = [noRehearsal, noBackfill];
const unresolved = `NOT labels.status=${oneOf(['resolved', 'postmortem', 'withdrawn'])}`;
const unrecognised = 'jsonPayload.rawBody:*';
const reason = 'jsonPayload.reason:*';

const allOf = (lines: ReadonlyArray<string>) => lines.join('\n');

const stdoutOf = (services: ReadonlyArray<string>, ...conditions: ReadonlyArray<string>) =>
  allOf([...fromServices(services), inLog('stdout'), ...conditions]);
const requestsTo = (services: ReadonlyArray<string>, ...conditions: ReadonlyArray<string>) =>
  allOf([...fromServices(services), inLog('requests'), ...conditions]);
const reportsOf = (poller: string, reportReason: string) =>
  stdoutOf([poller], page, `jsonPayload.reason="${reportReason}"`);

/**
 * Filters of log entries by the names of Cloud Run services; `recorders` are those that record events, by webhook or by poll:
 * https://cloud.google.com/logging/docs/view/logging-query-language
 */
export const logFilter = {
  archivedEntries: (recorders: ReadonlyArray<string>) =>
    stdoutOf(recorders, `(${statusEvent} OR ${page} OR ${pass} OR ${unrecognised} OR ${reason})`),
  statusEvents: (recorders: ReadonlyArray<string>) => stdoutOf(recorders, statusEvent),
  publishedEvents: (recorders: ReadonlyArray<string>) => stdoutOf(recorders, statusEvent, noBackfill),
  countedEvents: (recorders: ReadonlyArray<string>) => stdoutOf(recorders, statusEvent, ...news),
  countedEventsWithDelay: (receiver: string) =>
    stdoutOf([receiver], statusEvent, noRehearsal, 'jsonPayload.delaySeconds>=0'),
  unresolvedIncidents: (recorders: ReadonlyArray<string>) => stdoutOf(recorders, incident, unresolved, ...news),
  severeIncidents: (recorders: ReadonlyArray<string>) =>
    stdoutOf(recorders, incident, `labels.impact=${oneOf(['critical', 'major'])}`, unresolved, ...news),
  resolvedIncidents: (recorders: ReadonlyArray<string>) =>
    stdoutOf(recorders, incident, 'labels.status="resolved"', ...news),
  incidentHistory: (recorders: ReadonlyArray<string>, incidentId: string) =>
    stdoutOf(recorders, statusEvent, `labels.incident_id="${incidentId}"`),
  unrecognisedDeliveries: (receiver: string) => stdoutOf([receiver], unrecognised),
  refusedDeliveries: (receiver: string) => stdoutOf([receiver], reason),
  refusedAndUnrecognisedDeliveries: (receiver: string) => stdoutOf([receiver], `(${reason} OR ${unrecognised})`),
  missingWebhooks: (poller: string) => reportsOf(poller, 'webhooks_missing'),
  unreadablePages: (poller: string) => reportsOf(poller, 'page_unreadable'),
  pageReports: (poller: string) => stdoutOf([poller], page, reason),
  failedAnnouncements: (announcers: ReadonlyArray<string>) =>
    allOf([...fromServices(announcers), inLog('stdout'), `severity=${oneOf(['WARNING', 'ERROR'])}`, reason]),
  // Cloud Run reports a container's failure in its own log; a program that crashes or cannot start logs CRITICAL.
  containerFailures: (services: ReadonlyArray<string>) =>
    allOf([
      ...fromServices(services),
      `((${inLog('varlog/system')} AND severity>=ERROR) OR (${inLog('stdout')} AND severity=CRITICAL AND NOT ${statusEvent}))`,
    ]),
  warningsAndErrors: (services: ReadonlyArray<string>) =>
    allOf([
      ...fromServices(services),
      `(${inLog('stdout')} OR ${inLog('varlog/system')})`,
      'severity>=WARNING',
      `NOT ${statusEvent}`,
    ]),
  webhookRequests: (receiver: string) => requestsTo([receiver], 'httpRequest.requestUrl:"/webhook/statuspage/"'),
  handledRequests: (services: ReadonlyArray<string>) => requestsTo(services, 'httpRequest.status<500'),
};
