import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { dashboardSchema } from '../../infra/monitoring/dashboard-schema.ts';
import { duration, extractor, labels, LogFilter, oneOf, refined, secondsBetween, text } from './codecs.ts';
import { type Cloud, missing, resourceType } from './resource-type.ts';

const numberOf = (name: string) => Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 12), 16);

const AlertCondition = refined(
  t.intersection([
    t.strict({ displayName: t.string }),
    t.partial({
      conditionMatchedLog: t.strict({ filter: LogFilter, labelExtractors: t.record(t.string, extractor) }),
      conditionPrometheusQueryLanguage: t.strict({
        query: text(/\S/, 'a query'),
        duration,
        evaluationInterval: refined(duration, (value) => Number.parseInt(value) % 30 === 0, 'a multiple of 30s'),
        disableMetricValidation: t.literal(true, 'true, as a log-based metric is not known at once'),
      }),
    }),
  ]),
  ({ conditionMatchedLog, conditionPrometheusQueryLanguage }) =>
    (conditionMatchedLog === undefined) !== (conditionPrometheusQueryLanguage === undefined),
  'a condition of one kind',
);

const AlertPolicy = refined(
  t.strict({
    displayName: text(/^.{1,512}$/, 'at most 512 characters'),
    severity: oneOf('CRITICAL', 'ERROR', 'WARNING'),
    combiner: oneOf('AND', 'OR', 'AND_WITH_MATCHING_RESOURCE'),
    // More than one of these kinds may be refused: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#condition
    conditions: refined(t.array(AlertCondition), ({ length }) => length === 1, 'one condition'),
    documentation: t.strict({
      subject: t.string,
      mimeType: t.literal('text/markdown'),
      content: refined(t.string, (content) => content.length <= 8192, 'at most 8192 characters'),
    }),
    alertStrategy: t.intersection([
      t.strict({ autoClose: secondsBetween(1800, Infinity) }),
      t.partial({ notificationRateLimit: t.strict({ period: secondsBetween(1, Infinity) }) }),
    ]),
    notificationChannels: t.array(text(/^projects\/[^/]+\/notificationChannels\/[^/]+$/, 'the full name of a channel')),
    userLabels: labels,
  }),
  // https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#notificationratelimit
  ({ conditions, alertStrategy }) => {
    const isAboutLog = conditions.some(({ conditionMatchedLog }) => conditionMatchedLog !== undefined);
    return (alertStrategy.notificationRateLimit !== undefined) === isAboutLog;
  },
  'a policy with one condition, and with a rate limit where that is about log entries but not elsewhere',
);

const isDashboard = new Ajv2020({ strictRequired: false }).compile(dashboardSchema);
const DashboardJson = refined(
  t.string,
  (json) => {
    const parsed = E.tryCatch(
      () => JSON.parse(json) as unknown,
      () => 'not JSON',
    );
    // Monitoring gives a dashboard back without such values, so with them it would differ on every update.
    return E.isRight(parsed) && isDashboard(parsed.right) && !/:(0|false|""|\[\])[,}]/.test(json);
  },
  'a dashboard in JSON, without zero or empty values',
);

/** The log-based metrics that a text names, which are known in the project or are missing. */
const metricsMissing = (cloud: Cloud, named: string) =>
  [...named.matchAll(/logging\.googleapis\.com\/user\/([\w./-]+)/g)].flatMap(([, name = '']) =>
    missing(cloud, 'the metric', name),
  );

export const monitoringTypes = {
  'gcp:monitoring/notificationChannel:NotificationChannel': resourceType({
    inputs: t.strict({
      displayName: t.string,
      type: t.literal('email'),
      labels: t.strict({ email_address: text(/^[^\s@]+@[^\s@]+$/, 'an email address') }),
      userLabels: labels,
    }),
    api: 'monitoring.googleapis.com',
    immutable: ['type'],
    make: ({ displayName }, { project }) => {
      const name = `projects/${project}/notificationChannels/${numberOf(displayName)}`;
      return { id: name, name };
    },
  }),
  'gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig': resourceType({
    inputs: t.strict({
      displayName: t.string,
      monitoredResource: t.strict({
        type: t.literal('uptime_url'),
        labels: t.strict({ project_id: t.string, host: text(/^[a-z0-9.-]+$/, 'a host name') }),
      }),
      httpCheck: t.strict({
        path: text(/^\//, 'a path'),
        port: t.literal(443),
        useSsl: t.literal(true),
        validateSsl: t.literal(true),
      }),
      // https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.uptimeCheckConfigs
      period: oneOf('60s', '300s', '600s', '900s'),
      timeout: secondsBetween(1, 60),
      userLabels: labels,
    }),
    api: 'monitoring.googleapis.com',
    immutable: ['monitoredResource'],
    make: ({ monitoredResource }, { project }) => {
      const uptimeCheckId = `statuswatch-receiver-${numberOf(monitoredResource.labels.host)}`;
      return { id: `projects/${project}/uptimeCheckConfigs/${uptimeCheckId}`, uptimeCheckId };
    },
    lacks: ({ monitoredResource: { labels: watched } }, cloud) =>
      cloud
        .all('gcp:cloudrunv2/service:Service')
        .some(({ outputs }) => String(outputs['uri']) === `https://${watched.host}`)
        ? []
        : [`no service answers at ${watched.host}`],
  }),
  'gcp:monitoring/alertPolicy:AlertPolicy': resourceType({
    inputs: AlertPolicy,
    api: 'monitoring.googleapis.com',
    immutable: [],
    make: ({ displayName }, { project }) => {
      const name = `projects/${project}/alertPolicies/${numberOf(displayName)}`;
      return { id: name, name };
    },
    lacks: ({ notificationChannels, conditions }, cloud) => [
      ...notificationChannels.flatMap((channel) => missing(cloud, 'the channel', channel)),
      ...[...JSON.stringify(conditions).matchAll(/check_id=\\"([^"\\]*)/g)].flatMap(([, check = '']) =>
        missing(cloud, 'the uptime check', `projects/${cloud.project}/uptimeCheckConfigs/${check}`),
      ),
    ],
  }),
  'gcp:monitoring/dashboard:Dashboard': resourceType({
    inputs: t.strict({ dashboardJson: DashboardJson }),
    api: 'monitoring.googleapis.com',
    immutable: [],
    make: (_, { project }) => ({ id: `projects/${project}/dashboards/${numberOf('dashboard')}` }),
    lacks: ({ dashboardJson }, cloud) => [
      ...metricsMissing(cloud, dashboardJson),
      ...[...dashboardJson.matchAll(/projects\/[^/"]+\/alertPolicies\/\d+/g)].flatMap(([policy]) =>
        missing(cloud, 'the policy', policy),
      ),
    ],
  }),
};
