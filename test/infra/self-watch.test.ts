import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { matchesFilter } from './matches-filter.ts';
import { dashboardSchema } from './dashboard-schema.ts';
import { ofType, only, plainSettings, registeredResources, settingsWithSlack } from './registered-resources.ts';
import type { Deployment, Registered } from './registered-resources.ts';
import { storedEntries } from './stored-entries.ts';
import type { StoredEntry } from './matches-filter.ts';

const silent = await registeredResources(plainSettings);
const announcing = await registeredResources(settingsWithSlack());
const deployments = [silent, announcing];

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
type Policy = Readonly<{
  displayName: string;
  conditions: ReadonlyArray<Condition>;
  documentation: { content: string; subject: string; mimeType: string };
  alertStrategy: { autoClose: string; notificationRateLimit?: { period: string } };
  notificationChannels: ReadonlyArray<string>;
}>;
type Widget = Readonly<Record<string, unknown>> & Readonly<{ title: string }>;
type Tile = Readonly<{ xPos: number; yPos: number; width: number; height: number; widget: Widget }>;
type Dashboard = Readonly<{ mosaicLayout: { columns: number; tiles: ReadonlyArray<Tile> } }>;

const inputsOf = <Inputs>(deployment: Deployment, type: string) =>
  ofType(deployment, type).map(({ inputs }: Registered) => inputs as Inputs);
const metricsOf = (deployment: Deployment) => inputsOf<Metric>(deployment, 'logging/metric:Metric');
const policiesOf = (deployment: Deployment) => inputsOf<Policy>(deployment, 'alertPolicy:AlertPolicy');
const dashboardOf = (deployment: Deployment) =>
  JSON.parse(String(only(deployment, 'dashboard:Dashboard').inputs['dashboardJson'])) as Dashboard;
const tilesOf = (deployment: Deployment) => dashboardOf(deployment).mosaicLayout.tiles;

const valueAt = (entry: StoredEntry, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], entry);
const matchedBy = (filter: string) =>
  storedEntries.flatMap(([, entry]) => (matchesFilter(filter)(entry) ? [entry] : []));
const fieldsIn = (extractors: Readonly<Record<string, string>> = {}) =>
  Object.values(extractors).map((extractor) => /^EXTRACT\((.+)\)$/.exec(extractor)?.[1] ?? '');

// https://cloud.google.com/monitoring/api/metrics_gcp
const platformMetrics: Readonly<Record<string, ReadonlyArray<string>>> = {
  'run.googleapis.com/request_count': ['response_code', 'response_code_class'],
  'run.googleapis.com/request_latencies': ['response_code', 'response_code_class'],
  'run.googleapis.com/container/instance_count': ['state'],
  'run.googleapis.com/container/startup_latencies': [],
  'pubsub.googleapis.com/subscription/num_undelivered_messages': [],
  'pubsub.googleapis.com/subscription/oldest_unacked_message_age': [],
};
const resourceLabels = ['service_name', 'subscription_id', 'monitored_resource'];
/** The labels of each metric that there is, by the metric's type. */
const knownMetrics = (deployment: Deployment): Readonly<Record<string, ReadonlyArray<string>>> => ({
  ...platformMetrics,
  ...Object.fromEntries(
    metricsOf(deployment).map(({ name, metricDescriptor }) => [
      `logging.googleapis.com/user/${name}`,
      metricDescriptor.labels?.map(({ key }) => key) ?? [],
    ]),
  ),
});
const inPromql = (type: string) => type.replace('/', ':').replace(/[^A-Za-z0-9:_]/g, '_');

test('counts deliveries, refusals, unrecognised ones, delays and, where there are any, announcements', (t) => {
  const names = (deployment: Deployment) =>
    metricsOf(deployment).map(({ name }) => name.replace('statuswatch-0a1b2c3d/', ''));
  const always = ['deliveries', 'delivery_delay', 'refused_deliveries', 'unrecognised_deliveries'];
  t.deepEqual(names(silent).toSorted(), always);
  t.deepEqual(names(announcing).toSorted(), [...always, 'failed_announcements'].toSorted());
});

test('takes what a metric is labelled with, and the delay, from fields that are in each entry that it counts', (t) => {
  metricsOf(silent).forEach(({ name, filter, labelExtractors = {}, valueExtractor, metricDescriptor }) => {
    t.deepEqual(Object.keys(labelExtractors), metricDescriptor.labels?.map(({ key }) => key) ?? [], name);
    const entries = matchedBy(filter);
    t.true(entries.length > 0, name);
    entries.forEach((entry) => {
      fieldsIn(labelExtractors).forEach((field) => {
        t.is(typeof valueAt(entry, field), 'string', `${name} ${field}`);
      });
      fieldsIn(valueExtractor === undefined ? {} : { valueExtractor }).forEach((field) => {
        t.is(typeof valueAt(entry, field), 'number', `${name} ${field}`);
      });
    });
    t.is(metricDescriptor.valueType === 'DISTRIBUTION', valueExtractor !== undefined);
  });
});

test('alerts about each of what needs an engineer', (t) => {
  const names = (deployment: Deployment) => ofType(deployment, 'alertPolicy:AlertPolicy').map(({ name }) => name);
  const always = [
    'failed-container',
    'failing-receiver',
    'refused-deliveries',
    'silent-provider',
    'unrecognised-delivery',
    'vendor-incident',
  ];
  t.deepEqual(names(silent).toSorted(), always);
  t.deepEqual(names(announcing).toSorted(), [...always, 'dead-letters', 'failing-announcements'].toSorted());
});

test('says in each alert what happened, what to do first and where to look', (t) => {
  deployments.flatMap(policiesOf).forEach(({ displayName, documentation: { content, subject, mimeType } }) => {
    t.regex(
      content,
      /^\*\*What happened:\*\* .{40,}\n\n\*\*What to do first:\*\* .{40,}\n\n\*\*Where to look:\*\* .*\(https:\/\//s,
      displayName,
    );
    t.true(Buffer.byteLength(content) < 8192 && subject.length > 10 && subject.length < 200);
    t.is(mimeType, 'text/markdown');
  });
});

test('names in a text only what the alert knows', (t) => {
  deployments.flatMap(policiesOf).forEach(({ displayName, conditions, documentation: { content, subject } }) => {
    const known = conditions.flatMap(({ conditionMatchedLog, conditionPrometheusQueryLanguage }) => [
      ...Object.keys(conditionMatchedLog?.labelExtractors ?? {}).map((key) => `log.extracted_label.${key}`),
      ...[...(conditionPrometheusQueryLanguage?.query.matchAll(/by \((\w+)\)/g) ?? [])].map(
        ([, label = '']) => `metric_or_resource.label.${label}`,
      ),
    ]);
    const named = [...`${subject} ${content}`.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name);
    t.deepEqual(
      named.filter((name) => !known.includes(name)),
      [],
      displayName,
    );
  });
});

test('notifies of the same trouble only once in a while, and closes each alert by itself', (t) => {
  deployments.flatMap(policiesOf).forEach(({ displayName, conditions, alertStrategy }) => {
    const isAboutLog = conditions.some(({ conditionMatchedLog }) => conditionMatchedLog !== undefined);
    t.is(alertStrategy.notificationRateLimit !== undefined, isAboutLog, displayName);
    t.is(isAboutLog && conditions.length > 1, false);
    t.true(Number.parseInt(alertStrategy.autoClose) >= 1800);
    conditions.forEach(({ conditionPrometheusQueryLanguage: condition }) => {
      const windows = [...(condition?.query.matchAll(/\[(\d+)([mh])\]/g) ?? [])];
      t.true(condition === undefined || windows.length > 0, displayName);
      t.true(windows.every(([, length, unit]) => Number(length) * (unit === 'h' ? 60 : 1) >= 30));
    });
  });
});

test('alerts about a log entry by a filter that matches one, with fields that are in it', (t) => {
  const logConditions = deployments
    .flatMap(policiesOf)
    .flatMap(({ conditions }) => conditions.flatMap(({ conditionMatchedLog }) => conditionMatchedLog ?? []));
  t.is(logConditions.length, 6);
  logConditions.forEach(({ filter, labelExtractors }) => {
    const entries = matchedBy(filter);
    t.true(entries.length > 0, filter);
    fieldsIn(labelExtractors).forEach((field) => {
      t.true(
        entries.every((entry) => typeof valueAt(entry, field) === 'string'),
        field,
      );
    });
  });
});

test('alerts on no metric, and shows none, but those that there are, by labels that they have', (t) => {
  deployments.forEach((deployment) => {
    const known = knownMetrics(deployment);
    const byPromql = Object.fromEntries(Object.entries(known).map(([type, labels]) => [inPromql(type), labels]));
    const queries = policiesOf(deployment).flatMap(({ conditions }) =>
      conditions.flatMap(({ conditionPrometheusQueryLanguage }) => conditionPrometheusQueryLanguage?.query ?? []),
    );
    const used = queries.flatMap((query) => {
      const grouped = [...query.matchAll(/by \((\w+)\)/g)].map(([, label = '']) => label);
      return [...query.matchAll(/(\w+:\w+)\{([^}]*)\}/g)].map(([, metric = '', matchers = '']) => ({
        metric,
        labels: [...grouped, ...[...matchers.matchAll(/(\w+)=/g)].map(([, label = '']) => label)],
      }));
    });
    t.true(used.length >= 3);
    used.forEach(({ metric, labels }) => {
      t.true(metric in byPromql, metric);
      labels.forEach((label) => {
        t.true([...resourceLabels, ...(byPromql[metric] ?? [])].includes(label), `${metric} ${label}`);
      });
    });

    const shown = [
      ...JSON.stringify(dashboardOf(deployment)).matchAll(
        /metric\.type=\\"([^"\\]+)\\"(.*?)"groupByFields":\[(.*?)\]/g,
      ),
    ];
    t.true(shown.length >= 8);
    shown.forEach(([, type = '', filter = '', grouped = '']) => {
      t.true(type in known, type);
      [...`${filter} ${grouped}`.matchAll(/metric\.labels\.(\w+)/g)].forEach(([, label = '']) => {
        t.true(known[type]?.includes(label), `${type} ${label}`);
      });
    });
  });
});

test('counts on the whole only metrics that somebody is told of or shown', (t) => {
  deployments.forEach((deployment) => {
    const told = JSON.stringify([policiesOf(deployment), dashboardOf(deployment)]);
    metricsOf(deployment).forEach(({ name }) => {
      t.true(told.includes(`logging.googleapis.com/user/${name}`), name);
    });
  });
});

test.serial('is silent about silence when that is configured, and else as patient as that says', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 365 }), async (silenceDays) => {
      const policies = ofType(
        await registeredResources({ ...plainSettings, silenceDays }),
        'alertPolicy:AlertPolicy',
      ).filter(({ name }) => name === 'silent-provider');
      t.is(policies.length, silenceDays === 0 ? 0 : 1);
      t.true(
        policies.every(({ inputs }) =>
          JSON.stringify(inputs).includes(
            `unless on (provider) count by (provider) (last_over_time(logging_googleapis_com:user_statuswatch_0a1b2c3d_deliveries{monitored_resource=\\"cloud_run_revision\\",service_name=\\"statuswatch-receiver-0a1b2c3d\\"}[${silenceDays * 24}h]))`,
          ),
        ),
      );
    }),
    { numRuns: 8, examples: [[0], [365]] },
  );
});

test.serial('tells nobody unless an address or a channel is given, and then both of everything', async (t) => {
  t.true(policiesOf(silent).every(({ notificationChannels }) => notificationChannels.length === 0));
  t.is(ofType(silent, 'NotificationChannel').length, 0);
  const channel = 'projects/demo-project/notificationChannels/1';
  const told = await registeredResources({
    ...plainSettings,
    alertEmail: O.some('on-call@example.com'),
    notificationChannels: [channel],
  });
  t.like(only(told, 'NotificationChannel').inputs, {
    type: 'email',
    labels: { email_address: 'on-call@example.com' },
  });
  policiesOf(told).forEach(({ notificationChannels }) => {
    t.deepEqual(notificationChannels, ['projects/demo-project/notificationChannels/email', channel]);
  });
});

const isDashboard = new Ajv2020({ strictRequired: false, allErrors: true }).compile(dashboardSchema);

test('shows a dashboard that Cloud Monitoring takes', (t) => {
  deployments.forEach((deployment) => {
    t.true(isDashboard(dashboardOf(deployment)), JSON.stringify(isDashboard.errors));
  });
  const wrong = JSON.stringify(dashboardOf(silent)).replace('ALIGN_DELTA', 'ALIGN_DELTAS');
  t.false(isDashboard(JSON.parse(wrong)));
  t.false(isDashboard({ ...dashboardOf(silent), title: 'unknown' }));
});

test('lays the dashboard out without a gap and without an overlap', (t) => {
  deployments.forEach((deployment) => {
    const tiles = tilesOf(deployment);
    const cells = tiles.flatMap(({ xPos, yPos, width, height }) =>
      Array.from(
        { length: width * height },
        (_, cell) => `${xPos + (cell % width)},${yPos + Math.floor(cell / width)}`,
      ),
    );
    const rows = Math.max(...tiles.map(({ yPos, height }) => yPos + height));
    t.is(new Set(cells).size, cells.length);
    t.is(cells.length, rows * 48);
    t.true(tiles.every(({ xPos, width }) => xPos + width <= 48));
  });
});

test('answers at the top what vendors say now and which alerts are open', (t) => {
  const top = tilesOf(announcing).filter(({ yPos }) => yPos === 0);
  t.regex(top[0]?.widget.title ?? '', /^What vendors say now/);
  const { policyNames } = top[1]?.widget['incidentList'] as { policyNames: ReadonlyArray<string> };
  t.deepEqual(
    policyNames.toSorted(),
    ofType(announcing, 'alertPolicy:AlertPolicy')
      .map(({ name }) => `projects/demo-project/alertPolicies/${name}`)
      .toSorted(),
  );
});

test('shows the log by filters that match entries, each from the bucket that has them', (t) => {
  const panels = tilesOf(announcing).flatMap(({ widget }) =>
    'logsPanel' in widget ? [widget['logsPanel'] as { filter: string; resourceNames: ReadonlyArray<string> }] : [],
  );
  t.is(panels.length, 4);
  panels.forEach(({ filter, resourceNames }) => {
    t.true(matchedBy(filter).length > 0, filter);
    t.deepEqual(resourceNames, [filter.includes('varlog') ? 'projects/demo-project' : 'events-id/views/_AllLogs']);
  });
});

const savedQueries = inputsOf<
  Readonly<{
    displayName: string;
    visibility: string;
    parent: string;
    loggingQuery?: { filter: string };
    opsAnalyticsQuery?: { sqlQueryText: string };
  }>
>(silent, 'savedQuery:SavedQuery');

test('saves each question for everybody, for Logs Explorer and in SQL', (t) => {
  const names = savedQueries.map(({ displayName }) => displayName);
  const inSql = names.filter((name) => name.endsWith(' (SQL)'));
  t.is(inSql.length, 4);
  t.deepEqual(
    inSql.map((name) => name.replace(' (SQL)', '')),
    names.filter((name) => !name.endsWith(' (SQL)')),
  );
  t.true(savedQueries.every(({ visibility, parent }) => visibility === 'SHARED' && parent === 'projects/demo-project'));
});

test('asks Logs Explorer what its log can answer', (t) => {
  savedQueries
    .flatMap(({ loggingQuery }) => loggingQuery ?? [])
    .forEach(({ filter }) => {
      t.true(matchedBy(filter.replace('INCIDENT_ID', 'lbkhbwn21v5q')).length > 0, filter);
    });
});

test('asks in SQL only for fields that entries have, in the bucket that keeps them', (t) => {
  savedQueries
    .flatMap(({ opsAnalyticsQuery }) => opsAnalyticsQuery ?? [])
    .forEach(({ sqlQueryText }) => {
      t.true(sqlQueryText.includes('FROM `demo-project.europe-west1.statuswatch-0a1b2c3d._AllLogs`'));
      const fields = [...sqlQueryText.matchAll(/JSON_VALUE\((json_payload|labels)\.([\w.[\]]+)\)/g)].map(
        ([, column = '', path = '']) =>
          `${column === 'labels' ? 'labels' : 'jsonPayload'}.${path.replaceAll(/\[(\d+)\]/g, '.$1')}`,
      );
      t.true(fields.length >= 3);
      fields.forEach((field) => {
        t.true(
          storedEntries.some(([, entry]) => valueAt(entry, field) !== undefined),
          field,
        );
      });
      t.is(sqlQueryText.split('(').length, sqlQueryText.split(')').length);
    });
});

test('links to the dashboard and to the alerts', (t) => {
  t.is(
    silent.outputs['dashboardUrl'],
    'https://console.cloud.google.com/monitoring/dashboards/builder/dashboard-id;duration=P1D?project=demo-project',
  );
  t.is(silent.outputs['alertsUrl'], 'https://console.cloud.google.com/monitoring/alerting?project=demo-project');
});
