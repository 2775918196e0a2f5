const entriesOf = (service: string, log: string) => [
  'resource.type="cloud_run_revision"',
  `resource.labels.service_name="${service}"`,
  `log_id("run.googleapis.com/${log}")`,
];

const statusEvent = 'labels.kind=("incident" OR "maintenance" OR "component")';
const unrecognisedDelivery = 'jsonPayload.rawBody:*';

/** https://cloud.google.com/logging/docs/view/logging-query-language; each takes the name of a Cloud Run service. */
export const logFilter = {
  statusEvents: (service: string) => [...entriesOf(service, 'stdout'), statusEvent].join('\n'),
  statusEventsAndUnrecognisedDeliveries: (service: string) =>
    [...entriesOf(service, 'stdout'), `(${statusEvent} OR ${unrecognisedDelivery})`].join('\n'),
  webhookRequests: (service: string) =>
    [...entriesOf(service, 'requests'), 'httpRequest.requestUrl:"/webhook/statuspage/"'].join('\n'),
};
