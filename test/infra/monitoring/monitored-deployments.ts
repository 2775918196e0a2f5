import { promqlName } from '../../../infra/monitoring/alert.ts';
import type { Deployment } from '../registered-resources.ts';
import {
  inputsOf,
  only,
  plainSettings,
  pollingSettings,
  registeredResources,
  settingsWithSlack,
} from '../registered-resources.ts';

type Metric = Readonly<{
  name: string;
  filter: string;
  labelExtractors?: Readonly<Record<string, string>>;
  valueExtractor?: string;
  metricDescriptor: Readonly<{ valueType: string; labels?: ReadonlyArray<{ key: string }> }>;
}>;
type Condition = Readonly<{
  displayName: string;
  conditionMatchedLog?: { filter: string; labelExtractors?: Readonly<Record<string, string>> };
  conditionPrometheusQueryLanguage?: { query: string; disableMetricValidation: boolean };
}>;
export type Policy = Readonly<{
  displayName: string;
  conditions: ReadonlyArray<Condition>;
  documentation: { content: string; subject: string; mimeType: string };
  alertStrategy: { autoClose: string; notificationRateLimit?: { period: string } };
  notificationChannels: ReadonlyArray<string>;
}>;

export const silent = await registeredResources(plainSettings);
export const announcing = await registeredResources(settingsWithSlack());
export const polling = await registeredResources(pollingSettings);
export const deployments = [silent, announcing, polling];

export const metricsOf = (deployment: Deployment) => inputsOf<Metric>(deployment, 'logging/metric:Metric');
export const policiesOf = (deployment: Deployment) => inputsOf<Policy>(deployment, 'alertPolicy:AlertPolicy');
export const dashboardJson = (deployment: Deployment) =>
  String(only(deployment, 'dashboard:Dashboard').inputs['dashboardJson']);

// https://cloud.google.com/monitoring/api/metrics_gcp
const platformMetrics: Readonly<Record<string, ReadonlyArray<string>>> = {
  'run.googleapis.com/request_count': ['response_code', 'response_code_class'],
  'run.googleapis.com/request_latencies': ['response_code', 'response_code_class'],
  'run.googleapis.com/container/instance_count': ['state'],
  'run.googleapis.com/container/startup_latencies': [],
  'logging.googleapis.com/exports/error_count': [],
  'monitoring.googleapis.com/uptime_check/check_passed': ['check_id'],
  'pubsub.googleapis.com/subscription/num_undelivered_messages': [],
  'pubsub.googleapis.com/subscription/oldest_unacked_message_age': [],
};
// https://cloud.google.com/monitoring/promql/promql-mapping
const seriesOf = ({ name, metricDescriptor: { valueType } }: Metric) => {
  const type = `logging.googleapis.com/user/${name}`;
  return valueType === 'DISTRIBUTION' ? ['_sum', '_count', '_bucket'].map((suffix) => `${type}${suffix}`) : [type];
};

/** The labels of each metric as PromQL names it. */
export const knownSeries = (deployment: Deployment): Readonly<Record<string, ReadonlyArray<string>>> =>
  Object.fromEntries(
    [
      ...Object.entries(platformMetrics),
      ...metricsOf(deployment).flatMap((metric) =>
        seriesOf(metric).map((type) => [type, metric.metricDescriptor.labels?.map(({ key }) => key) ?? []] as const),
      ),
    ].map(([type, labels]) => [promqlName(type), labels]),
  );

export const knownMetrics = (deployment: Deployment): Readonly<Record<string, ReadonlyArray<string>>> => ({
  ...platformMetrics,
  ...Object.fromEntries(
    metricsOf(deployment).map(({ name, metricDescriptor }) => [
      `logging.googleapis.com/user/${name}`,
      metricDescriptor.labels?.map(({ key }) => key) ?? [],
    ]),
  ),
});
