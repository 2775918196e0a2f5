import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { matchingEntries } from '../matching-entries.ts';
import { type Deployment, ofType } from '../registered-resources.ts';
import { dashboardSchema } from './dashboard-schema.ts';
import { announcing, dashboardJson, deployments, knownMetrics, knownSeries, silent } from './monitored-deployments.ts';

type Widget = Readonly<Record<string, unknown>> & Readonly<{ title: string }>;
type Tile = Readonly<{ xPos: number; yPos: number; width: number; height: number; widget: Widget }>;
type Dashboard = Readonly<{
  mosaicLayout: { columns: number; tiles: ReadonlyArray<Partial<Tile> & Pick<Tile, 'width' | 'height' | 'widget'>> };
}>;

const dashboardOf = (deployment: Deployment) => JSON.parse(dashboardJson(deployment)) as Dashboard;
const tilesOf = (deployment: Deployment): ReadonlyArray<Tile> =>
  dashboardOf(deployment).mosaicLayout.tiles.map((tile) => ({ xPos: 0, yPos: 0, ...tile }));

const isDashboard = new Ajv2020({ strictRequired: false, allErrors: true }).compile(dashboardSchema);

test('is a dashboard that Cloud Monitoring accepts', (t) => {
  deployments.forEach((deployment) => {
    t.true(isDashboard(dashboardOf(deployment)), JSON.stringify(isDashboard.errors));
  });
  const wrong = dashboardJson(silent).replace('ALIGN_DELTA', 'ALIGN_DELTAS');
  t.false(isDashboard(JSON.parse(wrong)));
  t.false(isDashboard({ ...dashboardOf(silent), title: 'unknown' }));
});

test('shows only existing metrics, by labels that they have', (t) => {
  deployments.forEach((deployment) => {
    const known = knownMetrics(deployment);
    const shown = [
      ...dashboardJson(deployment).matchAll(
        /metric\.type=\\"([^"\\]+)\\"(.*?)"crossSeriesReducer":"\w+"(?:,"groupByFields":\[(.*?)\])?/g,
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

test('shows in PromQL only existing metrics, by labels that they have', (t) => {
  deployments.forEach((deployment) => {
    const known = knownSeries(deployment);
    const queries = [...dashboardJson(deployment).matchAll(/"prometheusQuery":"((?:[^"\\]|\\.)*)"/g)].map(
      ([, query = '']) => query.replaceAll('\\"', '"'),
    );
    t.is(queries.length, 3);
    queries.forEach((query) => {
      const [, labels = '', series = ''] =
        /^sum(?: by \((.*)\))? \(increase\((.*)\{.*\}\[\$\{__interval\}\]\)\)$/.exec(query) ?? [];
      t.true(series in known, query);
      t.true(labels === '' || known[series]?.includes(labels), query);
    });
  });
});

test('sums what each entry of a refusal counts', (t) => {
  const shown = dashboardJson(silent).match(/refused_deliveries\w*/g) ?? [];
  t.deepEqual([...new Set(shown)], ['refused_deliveries_sum']);
});

test('has no zero or empty values, which Monitoring would not give back', (t) => {
  deployments.forEach((deployment) => {
    t.notRegex(dashboardJson(deployment), /:(0|false|""|\[\])[,}]/);
  });
});

test('has neither gaps nor overlaps', (t) => {
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

test('shows unresolved incidents and open alerts at the top', (t) => {
  const top = tilesOf(announcing).filter(({ yPos }) => yPos === 0);
  t.regex(top[0]?.widget.title ?? '', /^Unresolved incidents/);
  const { policyNames } = top[1]?.widget['incidentList'] as { policyNames: ReadonlyArray<string> };
  t.deepEqual(
    policyNames.toSorted(),
    ofType(announcing, 'alertPolicy:AlertPolicy')
      .map(({ name }) => `projects/demo-project/alertPolicies/${name}`)
      .toSorted(),
  );
});

test('shows log entries that exist, each from the bucket that has them', async (t) => {
  const matching = await matchingEntries(t);
  const panels = tilesOf(announcing).flatMap(({ widget }) =>
    'logsPanel' in widget ? [widget['logsPanel'] as { filter: string; resourceNames: ReadonlyArray<string> }] : [],
  );
  t.is(panels.length, 4);
  panels.forEach(({ filter, resourceNames }) => {
    t.true(matching(filter).length > 0, filter);
    t.deepEqual(resourceNames, [
      filter.includes('varlog') ? 'projects/demo-project' : 'event-archive-id/views/_AllLogs',
    ]);
  });
});

test('is linked from the stack’s outputs, as are the alerts', (t) => {
  t.is(
    silent.outputs['dashboardUrl'],
    'https://console.cloud.google.com/monitoring/dashboards/builder/dashboard-id;duration=P1D?project=demo-project',
  );
  t.is(silent.outputs['alertsUrl'], 'https://console.cloud.google.com/monitoring/alerting?project=demo-project');
});
