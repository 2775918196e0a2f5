import { consoleUrl } from '../console-url.ts';
import { type Alert, metricCondition, promqlName } from './alert.ts';
import type { MonitoredSinks } from './monitored-services.ts';

// https://cloud.google.com/monitoring/api/metrics_gcp_i_o#gcp-logging
const exportErrors = promqlName('logging.googleapis.com/exports/error_count');

const sinkErrors: Alert<MonitoredSinks> = {
  name: 'sink-errors',
  displayName: 'events not archived or published',
  severity: 'ERROR',
  subject: 'The log sink ${metric_or_resource.label.name} is losing events',
  autoCloseMinutes: 30,
  condition: ({ sinks }) =>
    metricCondition(
      'A log entry that a sink could not deliver',
      `sum by (name) (increase(${exportErrors}{monitored_resource="logging_sink",name=~"${sinks.join('|')}"}[30m])) > 0`,
    ),
  documentation: ({ project }) => ({
    whatHappened:
      'Cloud Logging could not deliver log entries through the sink ${metric_or_resource.label.name}. Those entries are missing from the event archive or were not announced; they are still in the `_Default` log bucket for 30 days.',
    whatToDo:
      'Run `pulumi preview --diff --refresh`: somebody may have deleted the log bucket, the topic or the grant of the sink, or an organisation policy may forbid them. `pulumi up --refresh` puts them back.',
    whereToLook: `[The sinks and their errors](${consoleUrl.logRouter(project)}).`,
  }),
};

export const sinkAlerts = [sinkErrors];
