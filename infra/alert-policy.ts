import type * as gcp from '@pulumi/gcp';
import { consoleUrl } from './console-url.ts';
import { logFilter } from './log-filter.ts';
import type { Watched, WatchedAnnouncer, WatchedServices } from './watched.ts';

type Condition = gcp.types.input.monitoring.AlertPolicyCondition;

export type AlertPolicy<Names> = Readonly<{
  name: string;
  displayName: string;
  severity: 'CRITICAL' | 'ERROR' | 'WARNING';
  subject: string;
  conditions: (names: Names) => ReadonlyArray<Condition>;
  text: (names: Names) => Readonly<{ happened: string; first: string; look: string }>;
  /** Of alerts about log entries: the time between two notifications, and without another entry until the alert is closed. */
  everyMinutes?: number;
  closedAfterMinutes?: number;
}>;

// https://cloud.google.com/stackdriver/docs/managed-prometheus/promql#metric-names
const inPromql = (metricType: string) => metricType.replace('/', ':').replace(/[^A-Za-z0-9:_]/g, '_');

const counted = (metricType: string, service: string, more = '') =>
  `${inPromql(metricType)}{monitored_resource="cloud_run_revision",service_name="${service}"${more}}`;
const ofSubscription = (metric: string, subscription: string) =>
  `${inPromql(`pubsub.googleapis.com/subscription/${metric}`)}{subscription_id="${subscription}"}`;

const whenTrue = (displayName: string, query: string, evaluatedEveryMinutes = 1): Condition => ({
  displayName,
  conditionPrometheusQueryLanguage: {
    query,
    duration: '0s',
    evaluationInterval: `${evaluatedEveryMinutes * 60}s`,
    // A log-based metric is known to Monitoring only some minutes after it was made.
    disableMetricValidation: true,
  },
});

const whenLogged = (displayName: string, filter: string, fields: Readonly<Record<string, string>>): Condition => ({
  displayName,
  conditionMatchedLog: {
    filter,
    labelExtractors: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, `EXTRACT(${field})`])),
  },
});

// A window of half an hour is the limit of the rate: a policy that is true stays true, and open, for as long.
const vendorIncident: AlertPolicy<Watched> = {
  name: 'vendor-incident',
  displayName: 'a vendor has a critical or major incident',
  severity: 'CRITICAL',
  subject: '${log.extracted_label.provider}: ${log.extracted_label.name} (${log.extracted_label.impact})',
  everyMinutes: 5,
  closedAfterMinutes: 60,
  conditions: ({ receiver }) => [
    whenLogged('An update of a critical or major incident', logFilter.severeIncidents(receiver), {
      provider: 'labels.provider',
      incident: 'labels.incident_id',
      impact: 'labels.impact',
      name: 'jsonPayload.event.incident.name',
      link: 'jsonPayload.event.incident.shortlink',
    }),
  ],
  text: ({ project, bucket, receiver }) => ({
    happened:
      '${log.extracted_label.provider} reports an incident of impact ${log.extracted_label.impact}: ${log.extracted_label.name}. The alert closes by itself after an hour without another update.',
    first:
      'Read the newest update at ${log.extracted_label.link}, and decide whether what you run depends on the components that it names.',
    look: `Its history is in [the log](${consoleUrl.logs(project, bucket, logFilter.severeIncidents(receiver))}), where labels.incident_id is \${log.extracted_label.incident}.`,
  }),
};

const refusedDeliveries: AlertPolicy<Watched> = {
  name: 'refused-deliveries',
  displayName: 'deliveries are refused',
  severity: 'WARNING',
  subject: 'Deliveries are refused: ${metric_or_resource.label.reason}',
  conditions: ({ refused, receiver }) => [
    whenTrue('Five refused within an hour', `sum by (reason) (increase(${counted(refused, receiver)}[1h])) >= 5`),
  ],
  text: ({ project, bucket, receiver }) => ({
    happened:
      'Within an hour five deliveries or more were refused (reason: ${metric_or_resource.label.reason}). Somebody guesses at the URL, or a token was rotated and a status page forgotten. A page whose deliveries fail ten times within an hour ends the subscription.',
    first:
      'If you have rotated a token: add the old one to `statuswatch:webhookToken` again (a list, the new one first), run `pulumi up`, and correct the page. If not, nothing is wrong as long as your pages still deliver; `statuswatch:maxInstances` bounds the cost.',
    look: `The refusals are in [the log](${consoleUrl.logs(project, bucket, logFilter.refusedDeliveries(receiver))}), with the reason and never what was sent.`,
  }),
};

const unrecognisedDelivery: AlertPolicy<Watched> = {
  name: 'unrecognised-delivery',
  displayName: 'a genuine delivery was not recognised',
  severity: 'WARNING',
  subject: 'A status page sent what StatusWatch does not know',
  everyMinutes: 60,
  closedAfterMinutes: 60,
  conditions: ({ receiver }) => [
    whenLogged('A delivery of an unknown shape', logFilter.unrecognisedDeliveries(receiver), {}),
  ],
  text: ({ project, bucket, receiver }) => ({
    happened:
      'A delivery with a valid proof has a shape that StatusWatch does not know: the status page has changed its format. The page got a 202, so its subscription lives; the raw body is kept, but no event was made of it.',
    first:
      'Read jsonPayload.rawBody for what happened at the vendor. Then look for a newer version of StatusWatch, or report the shape (the body without what is private).',
    look: `The raw body and what was missing from it are in [the log](${consoleUrl.logs(project, bucket, logFilter.unrecognisedDeliveries(receiver))}).`,
  }),
};

const failingReceiver: AlertPolicy<Watched> = {
  name: 'failing-receiver',
  displayName: 'the receiver answers 5xx or 429',
  severity: 'ERROR',
  subject: 'The receiver answers ${metric_or_resource.label.response_code}',
  conditions: ({ receiver }) => [
    whenTrue(
      'An answer of 5xx or 429 within half an hour',
      `sum by (response_code) (increase(${counted('run.googleapis.com/request_count', receiver, ',response_code=~"5..|429"')}[30m])) > 0`,
    ),
  ],
  text: ({ project, region, receiver }) => ({
    happened:
      'The receiver answered ${metric_or_resource.label.response_code}: a defect (500), a log that could not be written (503), or more requests than its instances take (429). Status pages send again, and end the subscription after ten failures within an hour.',
    first:
      '429: raise `statuswatch:maxInstances`. Else read the newest ERROR or CRITICAL entry; if it began with a deployment, send the requests back to the revision before (`gcloud run services update-traffic`).',
    look: `[What the receiver says](${consoleUrl.logsOfProject(project, logFilter.troubles(receiver))}), and [its revisions](${consoleUrl.service(project, region, receiver)}).`,
  }),
};

const failedContainer: AlertPolicy<WatchedServices> = {
  name: 'failed-container',
  displayName: 'a container does not start, or ends by itself',
  severity: 'ERROR',
  subject: '${log.extracted_label.service} does not start, or ends by itself',
  everyMinutes: 15,
  closedAfterMinutes: 60,
  conditions: ({ services }) => [
    whenLogged('A container that failed', logFilter.failedContainers(...services), {
      service: 'resource.labels.service_name',
      revision: 'resource.labels.revision_name',
    }),
  ],
  text: ({ project, services }) => ({
    happened:
      'A container of ${log.extracted_label.service} (revision ${log.extracted_label.revision}) did not start, failed its probe, ran out of memory, or ended by a defect.',
    first:
      'Read the entry: a mistake in the settings is named in it. If it began with a deployment, run `pulumi up` from the commit before; Cloud Run keeps the old revision serving until a new one has started.',
    look: `[What the programs and Cloud Run say](${consoleUrl.logsOfProject(project, logFilter.failedContainers(...services))}).`,
  }),
};

const hoursInDay = 24;

/** An alert about a provider from which events came before, and none for so many days. */
const silentProvider = (days: number): AlertPolicy<Watched> => {
  const from = (hours: number, { events, receiver }: Watched) =>
    `count by (provider) (last_over_time(${counted(events, receiver)}[${hours}h]))`;
  return {
    name: 'silent-provider',
    displayName: 'nothing comes from a provider',
    severity: 'WARNING',
    subject: `\${metric_or_resource.label.provider}: no event for ${days} days`,
    conditions: (watched) => [
      whenTrue(
        `No event for ${days} days`,
        `${from(2 * days * hoursInDay, watched)} unless on (provider) ${from(days * hoursInDay, watched)}`,
        60,
      ),
    ],
    text: ({ project, bucket, receiver }) => ({
      happened: `From \${metric_or_resource.label.provider} events came before, and none for ${days} days. Either all is well there, or its page has dropped the subscription, which it does silently.`,
      first: `Compare with the history on the page itself. If it had incidents since, subscribe again with the URL of \`pulumi stack output webhookUrl --show-secrets\`. If the page is just a quiet one, raise \`statuswatch:silenceDays\`.`,
      look: `[The newest events](${consoleUrl.logs(project, bucket, logFilter.statusEvents(receiver))}).`,
    }),
  };
};

const deadLetters: AlertPolicy<WatchedAnnouncer> = {
  name: 'dead-letters',
  displayName: 'announcements were given up',
  severity: 'ERROR',
  subject: 'Events that Slack was never told of wait as dead letters',
  conditions: ({ deadLetters }) => [
    whenTrue(
      'A dead letter is there',
      `max_over_time(${ofSubscription('num_undelivered_messages', deadLetters)}[30m]) > 0`,
    ),
  ],
  text: ({ project, announcer, deadLetters }) => ({
    happened:
      'Events could not be announced in a hundred attempts, and are kept as dead letters for seven days. They are recorded all the same: only Slack does not know of them.',
    first:
      'Find out why, mend that, then replay them: the README says how. What can never be announced has to be acknowledged by hand.',
    look: `[Why](${consoleUrl.logsOfProject(project, logFilter.failedAnnouncements(announcer))}), and [the dead letters](${consoleUrl.subscription(project, deadLetters)}).`,
  }),
};

const failingAnnouncements: AlertPolicy<WatchedAnnouncer> = {
  name: 'failing-announcements',
  displayName: 'announcements fail',
  severity: 'ERROR',
  subject: 'Slack is not told of events',
  conditions: ({ failed, announcer, subscription }) => [
    whenTrue('Five attempts failed within half an hour', `sum(increase(${counted(failed, announcer)}[30m])) >= 5`),
    whenTrue(
      'An event waits for a quarter of an hour',
      `max_over_time(${ofSubscription('oldest_unacked_message_age', subscription)}[30m]) > ${15 * 60}`,
    ),
  ],
  text: ({ project, region, announcer, subscription }) => ({
    happened:
      'Slack refuses, limits or does not answer, or the announcer does not run. Nothing is lost: each event is tried again for about 16 hours, and then kept for seven days.',
    first:
      'Read the reason. `invalid_auth`, `token_revoked`: set `statuswatch:slackBotToken` anew. `not_in_channel`, `channel_not_found`: invite the app to the channel. Anything else: see https://slack-status.com and wait.',
    look: `[The reasons](${consoleUrl.logsOfProject(project, logFilter.failedAnnouncements(announcer))}), [what waits](${consoleUrl.subscription(project, subscription)}), and [the announcer](${consoleUrl.service(project, region, announcer)}).`,
  }),
};

export const alertsAboutReceiver = (silenceDays: number): ReadonlyArray<AlertPolicy<Watched>> => [
  vendorIncident,
  refusedDeliveries,
  unrecognisedDelivery,
  failingReceiver,
  ...(silenceDays === 0 ? [] : [silentProvider(silenceDays)]),
];

export const alertsAboutServices = [failedContainer];

export const alertsAboutAnnouncer: ReadonlyArray<AlertPolicy<WatchedAnnouncer>> = [deadLetters, failingAnnouncements];
