import type * as gcp from '@pulumi/gcp';

type Condition = gcp.types.input.monitoring.AlertPolicyCondition;

/** An alert policy as a function of the names of what it watches. */
export type Alert<Names> = Readonly<{
  name: string;
  displayName: string;
  severity: 'CRITICAL' | 'ERROR' | 'WARNING';
  subject: string;
  condition: (names: Names) => Condition;
  documentation: (names: Names) => Readonly<{ whatHappened: string; whatToDo: string; whereToLook: string }>;
  autoCloseMinutes: number;
  /** The minimum between two notifications: for alerts about log entries required, for others forbidden. */
  notificationMinutes?: number;
}>;

// https://cloud.google.com/stackdriver/docs/managed-prometheus/promql#metric-names
export const promqlName = (metricType: string) => metricType.replace('/', ':').replace(/[^A-Za-z0-9:_]/g, '_');

/** The sum of a metric that is a distribution: https://cloud.google.com/monitoring/promql/promql-mapping */
export const sumOf = (metricType: string) => `${metricType}_sum`;

export const serviceSeries = (
  metricType: string,
  services: string | ReadonlyArray<string>,
  ...matchers: ReadonlyArray<string>
) => {
  const names = typeof services === 'string' ? [services] : services;
  const isOf = `service_name${names.length === 1 ? '=' : '=~'}"${names.join('|')}"`;
  const all = ['monitored_resource="cloud_run_revision"', isOf, ...matchers];
  return `${promqlName(metricType)}{${all.join(',')}}`;
};

export const subscriptionSeries = (metric: string, subscription: string) =>
  `${promqlName(`pubsub.googleapis.com/subscription/${metric}`)}{subscription_id="${subscription}"}`;

type Timing = Readonly<{ evaluationMinutes?: number; durationMinutes?: number }>;

/** `increase` extrapolates, to 4.98 for five entries say: compare it with half an entry less. */
export const metricCondition = (
  displayName: string,
  query: string,
  { evaluationMinutes = 1, durationMinutes = 0 }: Timing = {},
): Condition => ({
  displayName,
  conditionPrometheusQueryLanguage: {
    query,
    duration: `${durationMinutes * 60}s`,
    evaluationInterval: `${evaluationMinutes * 60}s`,
    // Monitoring does not know a log-based metric until some minutes after its creation.
    disableMetricValidation: true,
  },
});

/** Each of `labels` is the field of the log entry that the alert's text can refer to as `log.extracted_label.NAME`. */
export const logCondition = (
  displayName: string,
  filter: string,
  labels: Readonly<Record<string, string>>,
): Condition => ({
  displayName,
  conditionMatchedLog: {
    filter,
    labelExtractors: Object.fromEntries(Object.entries(labels).map(([key, field]) => [key, `EXTRACT(${field})`])),
  },
});
