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
const noRehearsal = 'NOT labels.rehearsal="true"';
const unresolved = `NOT labels.status=${oneOf(['resolved', 'postmortem'])}`;
const unrecognised = 'jsonPayload.rawBody:*';
const reason = 'jsonPayload.reason:*';

const allOf = (lines: ReadonlyArray<string>) => lines.join('\n');

const stdoutOf = (service: string, ...conditions: ReadonlyArray<string>) =>
  allOf([...fromServices([service]), inLog('stdout'), ...conditions]);
const requestsTo = (service: string, ...conditions: ReadonlyArray<string>) =>
  allOf([...fromServices([service]), inLog('requests'), ...conditions]);

/** Filters of log entries by the names of Cloud Run services: https://cloud.google.com/logging/docs/view/logging-query-language */
export const logFilter = {
  deliveries: (receiver: string) => stdoutOf(receiver, `(${statusEvent} OR ${unrecognised} OR ${reason})`),
  statusEvents: (receiver: string) => stdoutOf(receiver, statusEvent),
  countedEvents: (receiver: string) => stdoutOf(receiver, statusEvent, noRehearsal),
  countedEventsWithDelay: (receiver: string) =>
    stdoutOf(receiver, statusEvent, noRehearsal, 'jsonPayload.delaySeconds>=0'),
  unresolvedIncidents: (receiver: string) => stdoutOf(receiver, incident, unresolved, noRehearsal),
  severeIncidents: (receiver: string) =>
    stdoutOf(receiver, incident, `labels.impact=${oneOf(['critical', 'major'])}`, unresolved, noRehearsal),
  resolvedIncidents: (receiver: string) => stdoutOf(receiver, incident, 'labels.status="resolved"', noRehearsal),
  incidentHistory: (receiver: string, incidentId: string) =>
    stdoutOf(receiver, statusEvent, `labels.incident_id="${incidentId}"`),
  unrecognisedDeliveries: (receiver: string) => stdoutOf(receiver, unrecognised),
  refusedDeliveries: (receiver: string) => stdoutOf(receiver, reason),
  refusedAndUnrecognisedDeliveries: (receiver: string) => stdoutOf(receiver, `(${reason} OR ${unrecognised})`),
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
  webhookRequests: (receiver: string) => requestsTo(receiver, 'httpRequest.requestUrl:"/webhook/statuspage/"'),
  handledRequests: (receiver: string) => requestsTo(receiver, 'httpRequest.status<500'),
};
