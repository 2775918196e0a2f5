import { consoleUrl } from '../console-url.ts';
import { logFilter } from '../logs/log-filter.ts';
import { type Alert, logCondition, metricCondition, serviceSeries } from './alert.ts';
import type { MonitoredPoller } from './monitored-services.ts';

const missingWebhooks: Alert<MonitoredPoller> = {
  name: 'webhooks-missing',
  displayName: 'webhooks are missing',
  severity: 'WARNING',
  subject: '${log.extracted_label.provider}: updates were published that no webhook brought',
  notificationMinutes: 60,
  // The poller reports it once a day.
  autoCloseMinutes: 24 * 60,
  condition: ({ service }) =>
    logCondition('Report of missing webhooks', logFilter.missingWebhooks(service), {
      provider: 'labels.provider',
      page: 'jsonPayload.page',
    }),
  documentation: ({ project, bucket, service }) => ({
    whatHappened:
      'The page ${log.extracted_label.page} published updates that it announced to its subscribers, and no webhook brought them. It has probably dropped the subscription, which it does without notice after ten failed deliveries. Nothing is lost: the updates were polled.',
    whatToDo:
      'Subscribe again on ${log.extracted_label.page} with the URL from `pulumi stack output webhookUrl --show-secrets`. Until then its events come with the next poll.',
    whereToLook: `[The updates that are missing](${consoleUrl.logs(project, bucket, logFilter.missingWebhooks(service))}), in jsonPayload.missing.`,
  }),
};

const unreadablePage: Alert<MonitoredPoller> = {
  name: 'page-unreadable',
  displayName: 'a page cannot be read',
  severity: 'WARNING',
  subject: '${log.extracted_label.provider}: the page cannot be read (${log.extracted_label.cause})',
  notificationMinutes: 60,
  autoCloseMinutes: 24 * 60,
  condition: ({ service }) =>
    logCondition('Report of an unreadable page', logFilter.unreadablePages(service), {
      provider: 'labels.provider',
      page: 'jsonPayload.page',
      cause: 'jsonPayload.cause',
    }),
  documentation: ({ project, bucket, service }) => ({
    whatHappened:
      'For an hour ${log.extracted_label.page} could not be read (${log.extracted_label.cause}). What it says now is unknown, which is not the same as operational. The alert comes once, and closes after a day.',
    whatToDo:
      'Run `npm run page -- ${log.extracted_label.page}`. If the page has moved, correct `statuswatch:pollPages` and run `pulumi up`; if it blocks polling, set `every=30` for it there, or remove it.',
    whereToLook: `[Reports about pages](${consoleUrl.logs(project, bucket, logFilter.pageReports(service))}): \`page_readable\` says that it is over.`,
  }),
};

const minWindowInMinutes = 30;

const notRunning = (pollMinutes: number): Alert<MonitoredPoller> => {
  const minutes = Math.max(minWindowInMinutes, 2 * pollMinutes);
  return {
    name: 'poller-not-running',
    displayName: 'the poller does not run',
    severity: 'ERROR',
    subject: 'No poll of the status pages has succeeded',
    autoCloseMinutes: 30,
    condition: ({ service }) =>
      metricCondition(
        `No poll has succeeded for ${2 * minutes} minutes`,
        // A service that gets no requests may have no series at all.
        `(sum(increase(${serviceSeries('run.googleapis.com/request_count', service, 'response_code_class="2xx"')}[${minutes}m])) or vector(0)) < 0.5`,
        // Neither a new stack nor one failed poll opens it.
        { durationMinutes: minutes },
      ),
    documentation: ({ project, region, service }) => ({
      whatHappened: `For ${2 * minutes} minutes no poll has succeeded, so nothing is known of pages that do not push, and nobody notices webhooks that are missing. Deliveries are not affected.`,
      whatToDo:
        'Read the log. `history_unavailable`: the poller cannot read the event archive, so run `pulumi up --refresh`, which restores its grant, or wait if Cloud Logging is rate-limiting. No entries at all: somebody has paused or deleted the job in Cloud Scheduler. 403: the job may no longer invoke the service.',
      whereToLook: `[The poller's warnings and errors](${consoleUrl.logsOfProject(project, logFilter.warningsAndErrors([service]))}), [the poller](${consoleUrl.service(project, region, service)}) and [the job](${consoleUrl.scheduler(project)}).`,
    }),
  };
};

/** `pollMinutes` is the time between two polls. */
export const pollerAlerts = (pollMinutes: number): ReadonlyArray<Alert<MonitoredPoller>> => [
  missingWebhooks,
  unreadablePage,
  notRunning(pollMinutes),
];
