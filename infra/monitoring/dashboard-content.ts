import { logFilter } from '../logs/log-filter.ts';
import { serviceSeries, sumOf } from './alert.ts';
import {
  chart,
  currentBy,
  evenly,
  incidentList,
  logsPanel,
  mosaicLayout,
  percentiles,
  type Row,
  scorecard,
  serviceMetric,
  subscriptionMetric,
  sumBy,
  totalBy,
} from './dashboard-widgets.ts';
import type { MonitoredAnnouncer, MonitoredPoller, MonitoredReceiver } from './monitored-services.ts';

type DashboardArgs = Readonly<{
  displayName: string;
  receiver: MonitoredReceiver;
  /** The name of a service. */
  board: string;
  /** At most one. */
  pollers: ReadonlyArray<MonitoredPoller>;
  announcers: ReadonlyArray<Readonly<{ targetName: string; names: MonitoredAnnouncer }>>;
  alertPolicies: ReadonlyArray<string>;
}>;

const archiveView = ({ bucket }: MonitoredReceiver) => `${bucket}/views/_AllLogs`;

const currentState = ({ receiver, alertPolicies }: DashboardArgs): Row => ({
  height: 18,
  widgets: [
    {
      width: 32,
      widget: logsPanel(
        'Unresolved incidents: latest updates from vendors',
        logFilter.unresolvedIncidents(receiver.recorders),
        archiveView(receiver),
      ),
    },
    { width: 16, widget: incidentList('Open alerts', alertPolicies) },
  ],
});

const totals = ({ receiver: { service, recorders, metrics }, announcers }: DashboardArgs): Row => ({
  height: 8,
  widgets: evenly(
    scorecard(
      'Critical and major events',
      {
        filter: serviceMetric(metrics.deliveries, recorders, 'metric.labels.severity=one_of("CRITICAL", "ERROR")'),
        aggregation: sumBy(),
      },
      'RED',
    ),
    scorecard('Refused deliveries', totalBy(serviceSeries(sumOf(metrics.refused), service)), 'YELLOW'),
    scorecard(
      'Unrecognised deliveries',
      { filter: serviceMetric(metrics.unrecognised, service), aggregation: sumBy() },
      'YELLOW',
    ),
    ...announcers.map(({ targetName, names }) =>
      scorecard(
        `Dead letters: ${targetName}`,
        {
          filter: subscriptionMetric('num_undelivered_messages', names.deadLetterSubscription),
          aggregation: currentBy(),
        },
        'RED',
      ),
    ),
  ),
});

const deliveries = ({ receiver: { service, recorders, metrics } }: DashboardArgs): Row => ({
  height: 16,
  widgets: evenly(
    chart('Events by provider', 'events', [
      {
        query: { filter: serviceMetric(metrics.deliveries, recorders), aggregation: sumBy('metric.labels.provider') },
        plotType: 'STACKED_BAR',
      },
    ]),
    chart(
      'Delay from the vendor’s update to its record',
      's',
      percentiles(serviceMetric(metrics.deliveryDelay, service), 50, 95),
    ),
  ),
});

const failures = ({ receiver: { service, metrics }, announcers }: DashboardArgs): Row => ({
  height: 16,
  widgets: evenly(
    chart('Deliveries not recorded: refused (by reason) and unrecognised', 'deliveries', [
      {
        query: totalBy(serviceSeries(sumOf(metrics.refused), service), 'reason'),
        plotType: 'STACKED_BAR',
      },
      {
        query: totalBy(serviceSeries(metrics.unrecognised, service)),
        plotType: 'STACKED_BAR',
        legend: 'unrecognised',
      },
    ]),
    ...announcers.map(({ targetName, names }) =>
      chart(`Announcements in ${targetName}: failed attempts, waiting, dead letters`, 'events', [
        {
          query: {
            filter: serviceMetric(names.failuresMetric, names.service),
            aggregation: sumBy('metric.labels.reason'),
          },
          plotType: 'STACKED_BAR',
        },
        {
          query: {
            filter: subscriptionMetric('num_undelivered_messages', names.subscription),
            aggregation: currentBy(),
          },
          plotType: 'LINE',
          legend: 'waiting',
        },
        {
          query: {
            filter: subscriptionMetric('num_undelivered_messages', names.deadLetterSubscription),
            aggregation: currentBy(),
          },
          plotType: 'LINE',
          legend: 'dead letters',
        },
      ]),
    ),
  ),
});

const receiverHealth = ({ receiver }: DashboardArgs): Row => {
  const cloudRunMetric = (metric: string) => serviceMetric(`run.googleapis.com/${metric}`, receiver.service);
  return {
    height: 16,
    widgets: evenly(
      chart('Responses by class', 'requests', [
        {
          query: { filter: cloudRunMetric('request_count'), aggregation: sumBy('metric.labels.response_code_class') },
          plotType: 'STACKED_BAR',
        },
      ]),
      chart('Latency', 'ms', percentiles(cloudRunMetric('request_latencies'), 50, 95, 99)),
      chart('Instances and cold starts', 'instances', [
        {
          query: { filter: cloudRunMetric('container/instance_count'), aggregation: currentBy('metric.labels.state') },
          plotType: 'STACKED_AREA',
        },
        ...percentiles(cloudRunMetric('container/startup_latencies'), 95).map((series) => ({
          ...series,
          legend: 'cold start, p95, ms',
          axis: 'Y2' as const,
        })),
      ]),
    ),
  };
};

const polling = ({ receiver, pollers }: DashboardArgs): ReadonlyArray<Row> =>
  pollers.map(({ service }) => ({
    height: 16,
    widgets: evenly(
      chart('Polls by class of response', 'polls', [
        {
          query: {
            filter: serviceMetric('run.googleapis.com/request_count', service),
            aggregation: sumBy('metric.labels.response_code_class'),
          },
          plotType: 'STACKED_BAR',
        },
      ]),
      logsPanel('Missing webhooks and unreadable pages', logFilter.pageReports(service), archiveView(receiver)),
    ),
  }));

const logs = ({ receiver, pollers, board, announcers }: DashboardArgs): Row => {
  const services = [
    receiver.service,
    ...pollers.map(({ service }) => service),
    board,
    ...announcers.map(({ names }) => names.service),
  ];
  return {
    height: 16,
    widgets: evenly(
      logsPanel('Latest events', logFilter.statusEvents(receiver.recorders), archiveView(receiver)),
      logsPanel(
        'Refused and unrecognised deliveries',
        logFilter.refusedAndUnrecognisedDeliveries(receiver.service),
        archiveView(receiver),
      ),
      logsPanel(
        'Warnings and errors of StatusWatch and Cloud Run',
        logFilter.warningsAndErrors(services),
        `projects/${receiver.project}`,
      ),
    ),
  };
};

/** The dashboard as Cloud Monitoring takes it, with what matters during an outage at the top. */
export const dashboardContent = (args: DashboardArgs) => ({
  displayName: args.displayName,
  mosaicLayout: mosaicLayout([
    currentState(args),
    totals(args),
    deliveries(args),
    failures(args),
    ...polling(args),
    receiverHealth(args),
    logs(args),
  ]),
});
