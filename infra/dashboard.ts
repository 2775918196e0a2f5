import type * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { pipe } from 'fp-ts/lib/function.js';
import { logFilter } from './log-filter.ts';
import type { Watched, WatchedAnnouncer } from './watched.ts';

type Aggregation = Readonly<{ aligner: string; reducer: string; by?: ReadonlyArray<string> }>;
type Series = Readonly<{
  filter: string;
  aggregation: Aggregation;
  plotType: 'LINE' | 'STACKED_BAR' | 'STACKED_AREA';
  legend?: string;
  axis?: 'Y1' | 'Y2';
}>;
type Widget = Readonly<Record<string, unknown>>;
type Row = Readonly<{ height: number; widgets: ReadonlyArray<Readonly<{ width?: number; widget: Widget }>> }>;

const columns = 48;
const fiveMinutes = '300s';

const metricOf = (type: string, resource: string, ...more: ReadonlyArray<string>) =>
  [`metric.type="${type}"`, `resource.type="${resource}"`, ...more].join(' AND ');
const ofService = (type: string, service: string, ...more: ReadonlyArray<string>) =>
  metricOf(type, 'cloud_run_revision', `resource.labels.service_name="${service}"`, ...more);
const ofSubscription = (metric: string, subscription: string) =>
  metricOf(
    `pubsub.googleapis.com/subscription/${metric}`,
    'pubsub_subscription',
    `resource.labels.subscription_id="${subscription}"`,
  );

const sumBy = (...by: ReadonlyArray<string>): Aggregation => ({ aligner: 'ALIGN_DELTA', reducer: 'REDUCE_SUM', by });
const newest: Aggregation = { aligner: 'ALIGN_MAX', reducer: 'REDUCE_SUM' };

const queryOf = (filter: string, { aligner, reducer, by = [] }: Aggregation) => ({
  timeSeriesFilter: {
    filter,
    aggregation: {
      alignmentPeriod: fiveMinutes,
      perSeriesAligner: aligner,
      crossSeriesReducer: reducer,
      groupByFields: by,
    },
  },
});

const chart = (title: string, unit: string, series: ReadonlyArray<Series>): Widget => ({
  title,
  xyChart: {
    dataSets: series.map(({ filter, aggregation, plotType, legend, axis }) => ({
      plotType,
      targetAxis: axis ?? 'Y1',
      minAlignmentPeriod: fiveMinutes,
      ...(legend !== undefined && { legendTemplate: legend }),
      timeSeriesQuery: queryOf(filter, aggregation),
    })),
    yAxis: { label: unit, scale: 'LINEAR' },
    ...(series.some(({ axis }) => axis === 'Y2') && { y2Axis: { label: 'ms', scale: 'LINEAR' } }),
  },
});

const percentiles = (filter: string, ...percents: ReadonlyArray<50 | 95 | 99>): ReadonlyArray<Series> =>
  percents.map((percent) => ({
    filter,
    aggregation: { aligner: 'ALIGN_DELTA', reducer: `REDUCE_PERCENTILE_${percent}` },
    plotType: 'LINE',
    legend: `p${percent}`,
  }));

/** A number that is coloured once it is above 0: of all that happened in the time shown, or of how it is now. */
const scorecard = (
  title: string,
  filter: string,
  aggregation: Aggregation,
  color: 'RED' | 'YELLOW' | 'none',
): Widget => ({
  title,
  scorecard: {
    timeSeriesQuery: { ...queryOf(filter, aggregation), outputFullDuration: aggregation.aligner === 'ALIGN_DELTA' },
    ...(color !== 'none' && { thresholds: [{ value: 0, direction: 'ABOVE', color }] }),
  },
});

const logs = (title: string, filter: string, resource: string): Widget => ({
  title,
  logsPanel: { filter, resourceNames: [resource] },
});

const tilesOf = (rows: ReadonlyArray<Row>) =>
  rows.flatMap(({ height, widgets }, row) => {
    const yPos = rows.slice(0, row).reduce((sum, above) => sum + above.height, 0);
    return widgets.map(({ width, widget }, index) => {
      const widthOf = (given: number | undefined) => given ?? Math.floor(columns / widgets.length);
      const xPos = widgets.slice(0, index).reduce((sum, left) => sum + widthOf(left.width), 0);
      return { xPos, yPos, width: widthOf(width), height, widget };
    });
  });

const even = (...widgets: ReadonlyArray<Widget>) => widgets.map((widget) => ({ widget }));

/** A dashboard of Cloud Monitoring, the answer at the top: https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards */
export const dashboard = (
  { project, bucket, receiver, events, refused, unrecognised, delay }: Watched,
  announcer: O.Option<WatchedAnnouncer>,
  policies: ReadonlyArray<string>,
  displayName: string,
) => {
  const view = `${bucket}/views/_AllLogs`;
  const ifAnnouncing = (widgets: (names: WatchedAnnouncer) => ReadonlyArray<Widget>) =>
    pipe(RA.fromOption(announcer), RA.chain(widgets));
  const request = (metric: string) => ofService(`run.googleapis.com/${metric}`, receiver);
  const services = [
    receiver,
    ...pipe(
      RA.fromOption(announcer),
      RA.map(({ announcer: service }) => service),
    ),
  ];

  return {
    displayName,
    mosaicLayout: {
      columns,
      tiles: tilesOf([
        {
          height: 18,
          widgets: [
            {
              width: 32,
              widget: logs(
                'What vendors say now: newest updates of unresolved incidents',
                logFilter.unresolvedIncidents(receiver),
                view,
              ),
            },
            { width: 16, widget: { title: 'Open alerts', incidentList: { policyNames: policies } } },
          ],
        },
        {
          height: 8,
          widgets: even(
            scorecard(
              'Critical and major events',
              ofService(events, receiver, 'metric.labels.severity=one_of("CRITICAL", "ERROR")'),
              sumBy(),
              'RED',
            ),
            scorecard('Refused deliveries', ofService(refused, receiver), sumBy(), 'YELLOW'),
            scorecard('Unrecognised deliveries', ofService(unrecognised, receiver), sumBy(), 'YELLOW'),
            ...ifAnnouncing(({ deadLetters }) => [
              scorecard('Dead letters', ofSubscription('num_undelivered_messages', deadLetters), newest, 'RED'),
            ]),
          ),
        },
        {
          height: 16,
          widgets: even(
            chart('Deliveries by provider', 'events', [
              {
                filter: ofService(events, receiver),
                aggregation: sumBy('metric.labels.provider'),
                plotType: 'STACKED_BAR',
              },
            ]),
            chart('Delay from the vendor to the record', 's', percentiles(ofService(delay, receiver), 50, 95)),
          ),
        },
        {
          height: 16,
          widgets: even(
            chart('Failures: refused, by reason, and unrecognised', 'deliveries', [
              {
                filter: ofService(refused, receiver),
                aggregation: sumBy('metric.labels.reason'),
                plotType: 'STACKED_BAR',
              },
              {
                filter: ofService(unrecognised, receiver),
                aggregation: sumBy(),
                plotType: 'STACKED_BAR',
                legend: 'unrecognised',
              },
            ]),
            ...ifAnnouncing(({ failed, announcer: service, subscription, deadLetters }) => [
              chart('Announcements: failed, waiting, given up', 'events', [
                {
                  filter: ofService(failed, service),
                  aggregation: sumBy('metric.labels.reason'),
                  plotType: 'STACKED_BAR',
                },
                {
                  filter: ofSubscription('num_undelivered_messages', subscription),
                  aggregation: newest,
                  plotType: 'LINE',
                  legend: 'waiting',
                },
                {
                  filter: ofSubscription('num_undelivered_messages', deadLetters),
                  aggregation: newest,
                  plotType: 'LINE',
                  legend: 'dead letters',
                },
              ]),
            ]),
          ),
        },
        {
          height: 16,
          widgets: even(
            chart('Answers by class', 'requests', [
              {
                filter: request('request_count'),
                aggregation: sumBy('metric.labels.response_code_class'),
                plotType: 'STACKED_BAR',
              },
            ]),
            chart('Latency', 'ms', percentiles(request('request_latencies'), 50, 95, 99)),
            chart('Instances, and how long a cold start takes', 'instances', [
              {
                filter: request('container/instance_count'),
                aggregation: { aligner: 'ALIGN_MAX', reducer: 'REDUCE_SUM', by: ['metric.labels.state'] },
                plotType: 'STACKED_AREA',
              },
              ...percentiles(request('container/startup_latencies'), 95).map((series): Series => ({
                ...series,
                legend: 'cold start, p95, ms',
                axis: 'Y2',
              })),
            ]),
          ),
        },
        {
          height: 16,
          widgets: even(
            logs('Newest events', logFilter.statusEvents(receiver), view),
            logs('Refused and unrecognised deliveries', logFilter.refusedAndUnrecognisedDeliveries(receiver), view),
            logs('What StatusWatch and Cloud Run complain of', logFilter.troubles(...services), `projects/${project}`),
          ),
        },
      ]),
    },
  };
};
