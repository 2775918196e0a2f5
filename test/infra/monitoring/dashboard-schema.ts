const text = { type: 'string' };
const texts = { type: 'array', items: text };
const oneOf = (...values: ReadonlyArray<string>) => ({ enum: values });
const duration = { type: 'string', pattern: '^\\d+(\\.\\d+)?s$' };
const listOf = (items: object) => ({ type: 'array', items, minItems: 1 });
const message = (properties: Readonly<Record<string, object>>, ...required: ReadonlyArray<string>) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const aggregation = message({
  alignmentPeriod: duration,
  perSeriesAligner: oneOf(
    ...['ALIGN_NONE', 'ALIGN_DELTA', 'ALIGN_RATE', 'ALIGN_INTERPOLATE', 'ALIGN_NEXT_OLDER', 'ALIGN_MIN', 'ALIGN_MAX'],
    ...['ALIGN_MEAN', 'ALIGN_COUNT', 'ALIGN_SUM', 'ALIGN_STDDEV', 'ALIGN_COUNT_TRUE', 'ALIGN_COUNT_FALSE'],
    ...['ALIGN_FRACTION_TRUE', 'ALIGN_PERCENTILE_99', 'ALIGN_PERCENTILE_95', 'ALIGN_PERCENTILE_50'],
    ...['ALIGN_PERCENTILE_05', 'ALIGN_PERCENT_CHANGE'],
  ),
  crossSeriesReducer: oneOf(
    ...['REDUCE_NONE', 'REDUCE_MEAN', 'REDUCE_MIN', 'REDUCE_MAX', 'REDUCE_SUM', 'REDUCE_STDDEV', 'REDUCE_COUNT'],
    ...['REDUCE_COUNT_TRUE', 'REDUCE_COUNT_FALSE', 'REDUCE_FRACTION_TRUE', 'REDUCE_PERCENTILE_99'],
    ...['REDUCE_PERCENTILE_95', 'REDUCE_PERCENTILE_50', 'REDUCE_PERCENTILE_05'],
  ),
  groupByFields: texts,
});
const timeSeriesQuery = {
  ...message({
    timeSeriesFilter: message({ filter: text, aggregation, secondaryAggregation: aggregation }, 'filter'),
    prometheusQuery: text,
    unitOverride: text,
    outputFullDuration: { type: 'boolean' },
  }),
  oneOf: [{ required: ['timeSeriesFilter'] }, { required: ['prometheusQuery'] }],
};
const axis = message({ label: text, scale: oneOf('LINEAR', 'LOG10') });
const targetAxis = oneOf('Y1', 'Y2');
const threshold = message({
  label: text,
  value: { type: 'number' },
  color: oneOf('YELLOW', 'RED'),
  direction: oneOf('ABOVE', 'BELOW'),
  targetAxis,
});

const contents = {
  xyChart: message(
    {
      dataSets: listOf(
        message(
          {
            timeSeriesQuery,
            plotType: oneOf('LINE', 'STACKED_AREA', 'STACKED_BAR', 'HEATMAP'),
            legendTemplate: text,
            minAlignmentPeriod: duration,
            targetAxis,
          },
          'timeSeriesQuery',
        ),
      ),
      timeshiftDuration: duration,
      thresholds: { type: 'array', items: threshold },
      xAxis: axis,
      yAxis: axis,
      y2Axis: axis,
      chartOptions: message({ mode: oneOf('COLOR', 'X_RAY', 'STATS') }),
    },
    'dataSets',
  ),
  scorecard: message(
    {
      timeSeriesQuery,
      sparkChartView: message(
        { sparkChartType: oneOf('SPARK_LINE', 'SPARK_BAR'), minAlignmentPeriod: duration },
        'sparkChartType',
      ),
      thresholds: { type: 'array', items: threshold },
    },
    'timeSeriesQuery',
  ),
  logsPanel: message({ filter: text, resourceNames: texts }),
  incidentList: message({ policyNames: texts }),
  text: message({ content: text, format: oneOf('MARKDOWN', 'RAW') }),
};

const whole = { type: 'integer', minimum: 0 };
const tile = message({
  xPos: whole,
  yPos: whole,
  width: { type: 'integer', minimum: 1 },
  height: { type: 'integer', minimum: 1 },
  widget: {
    ...message({ title: text, ...contents }),
    oneOf: Object.keys(contents).map((content) => ({ required: [content] })),
  },
});

/** The messages, fields and values of google.monitoring.dashboard.v1 for the widgets in use, as JSON Schema: https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards */
export const dashboardSchema = message(
  {
    displayName: text,
    labels: { type: 'object', additionalProperties: text },
    mosaicLayout: message({ columns: { type: 'integer', minimum: 1, maximum: 48 }, tiles: listOf(tile) }),
  },
  'displayName',
  'mosaicLayout',
);
