// https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards
export type Widget = Readonly<Record<string, unknown>>;
export type Row = Readonly<{ height: number; widgets: ReadonlyArray<Readonly<{ width?: number; widget: Widget }>> }>;

type Aggregation = Readonly<{ aligner: string; reducer: string; groupBy?: ReadonlyArray<string> }>;
type Query = Readonly<{ filter: string; aggregation: Aggregation }> | Readonly<{ promql: string }>;
type Series = Readonly<{
  query: Query;
  plotType: 'LINE' | 'STACKED_BAR' | 'STACKED_AREA';
  legend?: string;
  axis?: 'Y1' | 'Y2';
}>;

const columns = 48;
const fiveMinutes = '300s';

const metricFilter = (type: string, resource: string, ...conditions: ReadonlyArray<string>) =>
  [`metric.type="${type}"`, `resource.type="${resource}"`, ...conditions].join(' AND ');

const oneOf = (values: ReadonlyArray<string>) => `one_of(${values.map((value) => `"${value}"`).join(', ')})`;

export const serviceMetric = (
  type: string,
  services: string | ReadonlyArray<string>,
  ...conditions: ReadonlyArray<string>
) => {
  const names = typeof services === 'string' ? [services] : services;
  const wanted = names.length === 1 ? `"${names.join('')}"` : oneOf(names);
  return metricFilter(type, 'cloud_run_revision', `resource.labels.service_name=${wanted}`, ...conditions);
};

export const subscriptionMetric = (metric: string, subscription: string) =>
  metricFilter(
    `pubsub.googleapis.com/subscription/${metric}`,
    'pubsub_subscription',
    `resource.labels.subscription_id="${subscription}"`,
  );

export const sumBy = (...labels: ReadonlyArray<string>): Aggregation => ({
  aligner: 'ALIGN_DELTA',
  reducer: 'REDUCE_SUM',
  groupBy: labels,
});

export const currentBy = (...labels: ReadonlyArray<string>): Aggregation => ({
  aligner: 'ALIGN_MAX',
  reducer: 'REDUCE_SUM',
  groupBy: labels,
});

export const percentiles = (filter: string, ...percents: ReadonlyArray<50 | 95 | 99>): ReadonlyArray<Series> =>
  percents.map((percent) => ({
    query: { filter, aggregation: { aligner: 'ALIGN_DELTA', reducer: `REDUCE_PERCENTILE_${percent}` } },
    plotType: 'LINE',
    legend: `p${percent}`,
  }));

/** The sum of the values that came in each interval of a chart, or in all of the time that a scorecard shows. */
export const totalBy = (series: string, ...labels: ReadonlyArray<string>): Query => ({
  promql: `sum${labels.length === 0 ? '' : ` by (${labels.join(', ')})`} (increase(${series}[\${__interval}]))`,
});

const timeSeriesQuery = (query: Query) => {
  if ('promql' in query) return { prometheusQuery: query.promql };
  const { aligner, reducer, groupBy = [] } = query.aggregation;
  return {
    timeSeriesFilter: {
      filter: query.filter,
      aggregation: {
        alignmentPeriod: fiveMinutes,
        perSeriesAligner: aligner,
        crossSeriesReducer: reducer,
        groupByFields: groupBy,
      },
    },
  };
};

const isTotal = (query: Query) => 'promql' in query || query.aggregation.aligner === 'ALIGN_DELTA';

export const chart = (title: string, unit: string, series: ReadonlyArray<Series>): Widget => ({
  title,
  xyChart: {
    dataSets: series.map(({ query, plotType, legend, axis }) => ({
      plotType,
      targetAxis: axis ?? 'Y1',
      minAlignmentPeriod: fiveMinutes,
      ...(legend !== undefined && { legendTemplate: legend }),
      timeSeriesQuery: timeSeriesQuery(query),
    })),
    yAxis: { label: unit, scale: 'LINEAR' },
    ...(series.some(({ axis }) => axis === 'Y2') && { y2Axis: { label: 'ms', scale: 'LINEAR' } }),
  },
});

/** A number, coloured above 0: the sum over the time range shown, or the current value. */
export const scorecard = (title: string, query: Query, color: 'RED' | 'YELLOW'): Widget => ({
  title,
  scorecard: {
    timeSeriesQuery: {
      ...timeSeriesQuery(query),
      outputFullDuration: isTotal(query),
    },
    thresholds: [{ value: 0, direction: 'ABOVE', color }],
  },
});

export const logsPanel = (title: string, filter: string, resource: string): Widget => ({
  title,
  logsPanel: { filter, resourceNames: [resource] },
});

export const incidentList = (title: string, alertPolicies: ReadonlyArray<string>): Widget => ({
  title,
  incidentList: { policyNames: alertPolicies },
});

export const evenly = (...widgets: ReadonlyArray<Widget>): Row['widgets'] => widgets.map((widget) => ({ widget }));

const sum = (values: ReadonlyArray<number>) => values.reduce((total, value) => total + value, 0);

const evenWidth = (index: number, count: number) =>
  Math.floor(((index + 1) * columns) / count) - Math.floor((index * columns) / count);

/** Lays rows out below each other; widgets without a width share their row evenly. */
export const mosaicLayout = (rows: ReadonlyArray<Row>) => ({
  columns,
  tiles: rows.flatMap(({ height, widgets }, row) => {
    const yPos = sum(rows.slice(0, row).map((above) => above.height));
    const widths = widgets.map(({ width }, index) => width ?? evenWidth(index, widgets.length));
    return widgets.map(({ widget }, index) => {
      const xPos = sum(widths.slice(0, index));
      return { xPos, yPos, width: sum(widths.slice(index, index + 1)), height, widget };
    });
  }),
});
