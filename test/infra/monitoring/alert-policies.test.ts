import test from 'ava';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { valueAt } from '../matches-filter.ts';
import { extractedFields, matchingEntries } from '../matching-entries.ts';
import { type Deployment, ofType, only, plainSettings, registeredResources } from '../registered-resources.ts';
import {
  announcing,
  deployments,
  knownSeries,
  policiesOf,
  type Policy,
  polling,
  silent,
} from './monitored-deployments.ts';

const resourceLabels = ['service_name', 'subscription_id', 'monitored_resource'];
const sinkLabels = ['name'];

const queryOf = (deployment: Deployment, policy: string) => {
  const { conditions } = only(deployment, 'alertPolicy:AlertPolicy', policy).inputs as Pick<Policy, 'conditions'>;
  return conditions[0]?.conditionPrometheusQueryLanguage?.query ?? '';
};

test('alerts on everything that needs an engineer', (t) => {
  const names = (deployment: Deployment) => ofType(deployment, 'alertPolicy:AlertPolicy').map(({ name }) => name);
  const always = [
    'container-failure',
    'receiver-errors',
    'receiver-unreachable',
    'refused-deliveries',
    'silent-provider',
    'sink-errors',
    'unrecognised-delivery',
    'vendor-incident',
  ];
  t.deepEqual(names(silent).toSorted(), always);
  t.deepEqual(
    names(polling).toSorted(),
    [
      ...always.filter((name) => name !== 'silent-provider'),
      'page-unreadable',
      'poller-not-running',
      'webhooks-missing',
    ].toSorted(),
  );
  t.deepEqual(
    names(announcing).toSorted(),
    [...always, 'slack-dead-letters', 'slack-announcement-failures'].toSorted(),
  );
});

test('says in every alert what happened, what to do first and where to look', (t) => {
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

test('refers only to labels that the alert has', (t) => {
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

test('limits repeated notifications, and closes every alert automatically', (t) => {
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

test('filters for log entries that exist and have the extracted fields', async (t) => {
  const matching = await matchingEntries(t);
  const logConditions = deployments
    .flatMap(policiesOf)
    .flatMap(({ conditions }) => conditions.flatMap(({ conditionMatchedLog }) => conditionMatchedLog ?? []));
  t.is(logConditions.length, 11);
  logConditions.forEach(({ filter, labelExtractors }) => {
    const entries = matching(filter);
    t.true(entries.length > 0, filter);
    extractedFields(labelExtractors).forEach((field) => {
      t.true(
        entries.every((entry) => typeof valueAt(entry, field) === 'string'),
        field,
      );
    });
  });
});

test('links to log queries that match entries', async (t) => {
  const matching = await matchingEntries(t);
  const filters = deployments
    .flatMap(policiesOf)
    .flatMap(({ documentation: { content } }) => [...content.matchAll(/\/logs\/query;query=([^;]+);/g)])
    .map(([, query = '']) => decodeURIComponent(query));
  const withoutLog = ['receiver cannot be reached', 'events not archived or published'];
  t.true(
    filters.length >=
      deployments
        .flatMap(policiesOf)
        .filter(({ displayName }) => !withoutLog.some((name) => displayName.endsWith(name))).length,
  );
  filters.forEach((filter) => {
    t.true(matching(filter).length > 0, filter);
  });
});

test('queries only existing metrics, by labels that they have', (t) => {
  deployments.forEach((deployment) => {
    const byPromql = knownSeries(deployment);
    const queries = policiesOf(deployment).flatMap(({ conditions }) =>
      conditions.flatMap(({ conditionPrometheusQueryLanguage }) => conditionPrometheusQueryLanguage?.query ?? []),
    );
    const used = queries.flatMap((query) => {
      const grouped = [...query.matchAll(/by \((\w+)\)/g)].map(([, label = '']) => label);
      return [...query.matchAll(/(\w+:\w+)\{([^}]*)\}/g)].map(([, metric = '', matchers = '']) => ({
        metric,
        labels: [...grouped, ...[...matchers.matchAll(/(\w+)=~?"/g)].map(([, label = '']) => label)],
      }));
    });
    t.true(used.length >= 3);
    used.forEach(({ metric, labels }) => {
      t.true(metric in byPromql, metric);
      labels.forEach((label) => {
        t.true([...resourceLabels, ...sinkLabels, ...(byPromql[metric] ?? [])].includes(label), `${metric} ${label}`);
      });
    });
  });
});

test('alerts on refusals that a forgotten page causes, above those of the hours before', (t) => {
  deployments.forEach((deployment) => {
    const query = queryOf(deployment, 'refused-deliveries');
    const refusals = (window: string) =>
      `sum by (reason) (increase(logging_googleapis_com:user_statuswatch_0a1b2c3d_refused_deliveries_sum{monitored_resource="cloud_run_revision",service_name="statuswatch-receiver-0a1b2c3d",reason=~"invalid_token|invalid_signature|token_of_another_page"}${window}))`;
    t.is(query, `${refusals('[1h]')} - (${refusals('[6h] offset 1h')} / 6 or 0 * ${refusals('[1h]')}) > 4.5`);
  });
});

test('alerts when a log sink fails, whichever', (t) => {
  deployments.forEach((deployment) => {
    const sinks = ofType(deployment, 'ProjectSink')
      .map(({ name }) => `${name}-mocked`)
      .toSorted();
    t.is(sinks.length, 2);
    t.regex(
      queryOf(deployment, 'sink-errors'),
      new RegExp(`exports_error_count{monitored_resource="logging_sink",name=~"${sinks.join('\\|')}"}`),
    );
  });
});

test.serial(
  'checks from outside that the receiver can be reached, rarely enough for it to scale to zero',
  async (t) => {
    t.like(only(silent, 'UptimeCheckConfig').inputs, {
      monitoredResource: { type: 'uptime_url', labels: { project_id: 'demo-project', host: 'receiver.mocked' } },
      httpCheck: { path: '/health', useSsl: true, validateSsl: true },
      period: '900s',
    });
    t.true(queryOf(silent, 'receiver-unreachable').includes('check_id="receiver-uptime-check"'));
    const unchecked = await registeredResources({ ...plainSettings, uptimeCheck: false });
    t.false(JSON.stringify(unchecked.resources).includes('uptime'));
  },
);

test('never compares an extrapolated increase with a whole number above 0', (t) => {
  const compared = deployments
    .flatMap(policiesOf)
    .flatMap(({ conditions }) => JSON.stringify(conditions).match(/increase\([^)]*\)+ *[><]=? *[\d.]+/g) ?? []);
  t.true(compared.length >= 5);
  t.deepEqual(
    compared.filter((comparison) => !/> (0|\d+\.5)$/.test(comparison)),
    [],
  );
});

test('has one condition in each policy, as each is billed and a second one of PromQL may be refused', (t) => {
  t.true(deployments.flatMap(policiesOf).every(({ conditions }) => conditions.length === 1));
});

test.serial('alerts on a silent provider after `silenceDays`, or never if that is 0', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 180 }), async (silenceDays) => {
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
    { numRuns: 8, examples: [[0], [180]] },
  );
});

test.serial('notifies the given address and channels of every alert, and nobody without them', async (t) => {
  t.true(policiesOf(silent).every(({ notificationChannels }) => notificationChannels.length === 0));
  t.is(ofType(silent, 'NotificationChannel').length, 0);
  const channel = 'projects/demo-project/notificationChannels/1';
  const notified = await registeredResources({
    ...plainSettings,
    alertEmail: O.some('on-call@example.com'),
    notificationChannels: [channel],
  });
  t.like(only(notified, 'NotificationChannel').inputs, {
    type: 'email',
    labels: { email_address: 'on-call@example.com' },
  });
  policiesOf(notified).forEach(({ notificationChannels }) => {
    t.deepEqual(notificationChannels, ['projects/demo-project/notificationChannels/email', channel]);
  });
});
