import test from 'ava';
import { promqlName } from '../../../infra/monitoring/alert.ts';
import { valueAt } from '../matches-filter.ts';
import { extractedFields, matchingEntries } from '../matching-entries.ts';
import type { Deployment } from '../registered-resources.ts';
import { announcing, dashboardJson, deployments, metricsOf, policiesOf, silent } from './monitored-deployments.ts';

test('counts deliveries, refusals, unrecognised deliveries, delays and, with an announcer, failed announcements', (t) => {
  const names = (deployment: Deployment) =>
    metricsOf(deployment).map(({ name }) => name.replace('statuswatch-0a1b2c3d/', ''));
  const always = ['deliveries', 'delivery_delay', 'refused_deliveries', 'unrecognised_deliveries'];
  t.deepEqual(names(silent).toSorted(), always);
  t.deepEqual(names(announcing).toSorted(), [...always, 'failed_announcements'].toSorted());
});

test('extracts labels and the delay from fields that every counted entry has', async (t) => {
  const matching = await matchingEntries(t);
  metricsOf(announcing).forEach(({ name, filter, labelExtractors = {}, valueExtractor, metricDescriptor }) => {
    t.deepEqual(Object.keys(labelExtractors), metricDescriptor.labels?.map(({ key }) => key) ?? [], name);
    const entries = matching(filter);
    t.true(entries.length > 0, name);
    entries.forEach((entry) => {
      extractedFields(labelExtractors).forEach((field) => {
        t.is(typeof valueAt(entry, field), 'string', `${name} ${field}`);
      });
      extractedFields(valueExtractor === undefined ? {} : { valueExtractor }).forEach((field) => {
        t.is(typeof valueAt(entry, field), 'number', `${name} ${field}`);
      });
    });
    t.is(metricDescriptor.valueType === 'DISTRIBUTION', valueExtractor !== undefined);
  });
});

test('adds up the refusals that an entry counts', (t) => {
  const refused = metricsOf(silent).find(({ name }) => name.endsWith('refused_deliveries'));
  t.is(refused?.valueExtractor, 'EXTRACT(jsonPayload.refusals)');
});

test('defines only metrics that an alert or the dashboard uses', (t) => {
  deployments.forEach((deployment) => {
    const used = JSON.stringify([policiesOf(deployment), dashboardJson(deployment)]);
    metricsOf(deployment).forEach(({ name }) => {
      const type = `logging.googleapis.com/user/${name}`;
      t.true(used.includes(type) || used.includes(promqlName(type)), name);
    });
  });
});
