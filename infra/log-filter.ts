const any = (values: ReadonlyArray<string>) => `(${values.map((value) => `"${value}"`).join(' OR ')})`;

const ofServices = (...services: ReadonlyArray<string>) => [
  'resource.type="cloud_run_revision"',
  services.length === 1
    ? `resource.labels.service_name="${services.join('')}"`
    : `resource.labels.service_name=${any(services)}`,
];
const inLog = (log: string) => `log_id("run.googleapis.com/${log}")`;
const entriesOf = (service: string, log: string) => [...ofServices(service), inLog(log)];

const statusEvent = `labels.kind=${any(['incident', 'maintenance', 'component'])}`;
const incident = 'labels.kind="incident"';
const unresolved = `NOT labels.status=${any(['resolved', 'postmortem'])}`;
const unrecognised = 'jsonPayload.rawBody:*';
const refused = 'jsonPayload.reason:*';

const all = (...lines: ReadonlyArray<string>) => lines.join('\n');

/** https://cloud.google.com/logging/docs/view/logging-query-language; each takes names of Cloud Run services. */
export const logFilter = {
  deliveries: (receiver: string) =>
    all(...entriesOf(receiver, 'stdout'), `(${statusEvent} OR ${unrecognised} OR ${refused})`),
  statusEvents: (receiver: string) => all(...entriesOf(receiver, 'stdout'), statusEvent),
  timedStatusEvents: (receiver: string) =>
    all(...entriesOf(receiver, 'stdout'), statusEvent, 'jsonPayload.delaySeconds>=0'),
  unresolvedIncidents: (receiver: string) => all(...entriesOf(receiver, 'stdout'), incident, unresolved),
  severeIncidents: (receiver: string) =>
    all(...entriesOf(receiver, 'stdout'), incident, `labels.impact=${any(['critical', 'major'])}`, unresolved),
  resolvedIncidents: (receiver: string) => all(...entriesOf(receiver, 'stdout'), incident, 'labels.status="resolved"'),
  historyOfIncident: (receiver: string, incidentId: string) =>
    all(...entriesOf(receiver, 'stdout'), statusEvent, `labels.incident_id="${incidentId}"`),
  unrecognisedDeliveries: (receiver: string) => all(...entriesOf(receiver, 'stdout'), unrecognised),
  refusedDeliveries: (receiver: string) => all(...entriesOf(receiver, 'stdout'), refused),
  refusedAndUnrecognisedDeliveries: (receiver: string) =>
    all(...entriesOf(receiver, 'stdout'), `(${refused} OR ${unrecognised})`),
  failedAnnouncements: (announcer: string) =>
    all(...entriesOf(announcer, 'stdout'), `severity=${any(['WARNING', 'ERROR'])}`),
  // What Cloud Run says of a container, and the last words of a program.
  failedContainers: (...services: ReadonlyArray<string>) =>
    all(
      ...ofServices(...services),
      `((${inLog('varlog/system')} AND severity>=ERROR) OR (${inLog('stdout')} AND severity=CRITICAL AND NOT ${statusEvent}))`,
    ),
  troubles: (...services: ReadonlyArray<string>) =>
    all(
      ...ofServices(...services),
      `(${inLog('stdout')} OR ${inLog('varlog/system')})`,
      'severity>=WARNING',
      `NOT ${statusEvent}`,
    ),
  webhookRequests: (receiver: string) =>
    all(...entriesOf(receiver, 'requests'), 'httpRequest.requestUrl:"/webhook/statuspage/"'),
  answeredRequests: (receiver: string) => all(...entriesOf(receiver, 'requests'), 'httpRequest.status<500'),
};
