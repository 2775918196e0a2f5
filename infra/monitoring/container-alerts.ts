import { consoleUrl } from '../console-url.ts';
import { logFilter } from '../logs/log-filter.ts';
import { type Alert, logCondition } from './alert.ts';
import type { MonitoredServices } from './monitored-services.ts';

const containerFailure: Alert<MonitoredServices> = {
  name: 'container-failure',
  displayName: 'container failed to start or crashed',
  severity: 'ERROR',
  subject: '${log.extracted_label.service}: a container failed to start or crashed',
  notificationMinutes: 15,
  autoCloseMinutes: 60,
  condition: ({ services }) =>
    logCondition('Container failure', logFilter.containerFailures(services), {
      service: 'resource.labels.service_name',
      revision: 'resource.labels.revision_name',
    }),
  documentation: ({ project, services }) => ({
    whatHappened:
      'A container of ${log.extracted_label.service} (revision ${log.extracted_label.revision}) failed to start, failed its health check, ran out of memory or crashed.',
    whatToDo:
      'Read the log entry: it names any invalid setting. If the failures started with a deployment, check out the previous commit and run `pulumi up`. Cloud Run keeps the old revision serving until a new one has started.',
    whereToLook: `[The log entries of the failure](${consoleUrl.logsOfProject(project, logFilter.containerFailures(services))}).`,
  }),
};

export const containerAlerts = [containerFailure];
