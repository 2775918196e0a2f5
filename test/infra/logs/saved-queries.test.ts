import test from 'ava';
import { valueAt } from '../matches-filter.ts';
import { matchingEntries } from '../matching-entries.ts';
import { inputsOf, plainSettings, registeredResources } from '../registered-resources.ts';
import { storedEntries } from '../stored-entries.ts';

const savedQueries = inputsOf<
  Readonly<{
    displayName: string;
    visibility: string;
    parent: string;
    loggingQuery?: { filter: string };
    opsAnalyticsQuery?: { sqlQueryText: string };
  }>
>(await registeredResources(plainSettings), 'savedQuery:SavedQuery');

test('saves each query for everyone, for Logs Explorer and in SQL', (t) => {
  const names = savedQueries.map(({ displayName }) => displayName);
  const inSql = names.filter((name) => name.endsWith(' (SQL)'));
  t.is(inSql.length, 4);
  t.deepEqual(
    inSql.map((name) => name.replace(' (SQL)', '')),
    names.filter((name) => !name.endsWith(' (SQL)')),
  );
  t.true(savedQueries.every(({ visibility, parent }) => visibility === 'SHARED' && parent === 'projects/demo-project'));
});

test('filters for entries that exist', async (t) => {
  const matching = await matchingEntries(t);
  savedQueries
    .flatMap(({ loggingQuery }) => loggingQuery ?? [])
    .forEach(({ filter }) => {
      t.true(matching(filter.replace('INCIDENT_ID', 'lbkhbwn21v5q')).length > 0, filter);
    });
});

test('selects in SQL only fields that entries have, from the event archive', async (t) => {
  const entries = await storedEntries(t);
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
          entries.some(([, entry]) => valueAt(entry, field) !== undefined),
          field,
        );
      });
      t.is(sqlQueryText.split('(').length, sqlQueryText.split(')').length);
    });
});
