import { consoleUrl } from '../console-url.ts';
import { type Alert, metricCondition, promqlName } from './alert.ts';
import type { MonitoredUptime } from './monitored-services.ts';

const checkPassed = promqlName('monitoring.googleapis.com/uptime_check/check_passed');

const receiverUnreachable: Alert<MonitoredUptime> = {
  name: 'receiver-unreachable',
  displayName: 'receiver cannot be reached',
  severity: 'CRITICAL',
  subject: 'Status pages cannot reach the receiver',
  autoCloseMinutes: 30,
  condition: ({ checkId }) =>
    metricCondition(
      'No location got an answer within 30 minutes',
      `max(max_over_time(${checkPassed}{monitored_resource="uptime_url",check_id="${checkId}"}[30m])) < 1`,
    ),
  documentation: ({ project, region, service }) => ({
    whatHappened:
      'For 30 minutes no location of Google’s uptime check got an answer from `/health`. Deliveries do not arrive either, and a status page drops a subscription after ten failed ones within an hour.',
    whatToDo:
      'Open `pulumi stack output serviceUrl` followed by `/health`. 403: an organisation policy or a change by hand demands an invoker (`invokerIamDisabled`). 404: the ingress was restricted or the service deleted. `pulumi up --refresh` puts the settings back. Then check on each status page that the subscription still exists.',
    whereToLook: `[The service](${consoleUrl.service(project, region, service)}) and [the uptime checks](${consoleUrl.uptimeChecks(project)}).`,
  }),
};

export const uptimeAlerts = [receiverUnreachable];
