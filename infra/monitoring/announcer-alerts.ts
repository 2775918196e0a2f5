import { consoleUrl } from '../console-url.ts';
import { logFilter } from '../logs/log-filter.ts';
import { type Alert, metricCondition, serviceSeries, subscriptionSeries } from './alert.ts';
import type { MonitoredAnnouncer, MonitoredTarget } from './monitored-services.ts';

const maxWaitingMinutes = 15;

const deadLetters = ({ name, displayName }: MonitoredTarget): Alert<MonitoredAnnouncer> => ({
  name: `${name}-dead-letters`,
  displayName: `${displayName} announcements given up`,
  severity: 'ERROR',
  subject: `Events never reached ${displayName} and are waiting as dead letters`,
  autoCloseMinutes: 30,
  condition: ({ deadLetterSubscription }) =>
    metricCondition(
      'Dead letters exist',
      `max_over_time(${subscriptionSeries('num_undelivered_messages', deadLetterSubscription)}[30m]) > 0`,
    ),
  documentation: ({ project, service, deadLetterSubscription }) => ({
    whatHappened: `A hundred attempts to announce an event in ${displayName} have failed. The event is in the event log; its announcement is kept as a dead letter for seven days.`,
    whatToDo:
      'Find the reason in the log and fix it, then replay the dead letters (see "Replay" in the documentation). Acknowledge by hand what can never be announced.',
    whereToLook: `[Why announcements failed](${consoleUrl.logsOfProject(project, logFilter.failedAnnouncements([service]))}) and [the dead letters](${consoleUrl.subscription(project, deadLetterSubscription)}).`,
  }),
});

const announcementFailures = ({ name, displayName, remedy }: MonitoredTarget): Alert<MonitoredAnnouncer> => ({
  name: `${name}-announcement-failures`,
  displayName: `${displayName} announcements failing`,
  severity: 'ERROR',
  subject: `Events are not reaching ${displayName}`,
  autoCloseMinutes: 30,
  // One query, as a policy may be refused a second one and each condition is billed.
  condition: ({ failuresMetric, service, subscription }) =>
    metricCondition(
      `Five logged failures within 30 minutes, or an event waiting for ${maxWaitingMinutes} minutes`,
      [
        `sum(increase(${serviceSeries(failuresMetric, service)}[30m])) > 4.5`,
        `max(max_over_time(${subscriptionSeries('oldest_unacked_message_age', subscription)}[30m])) > ${maxWaitingMinutes * 60}`,
      ].join(' or '),
    ),
  documentation: ({ project, region, service, subscription }) => ({
    whatHappened: `${displayName} is refusing posts, rate-limiting requests or not answering, or the announcer is not running. Nothing is lost: each event is retried for about 16 hours, then kept as a dead letter for seven days.`,
    whatToDo: `Look up the reason in the log. ${remedy}`,
    whereToLook: `[The reasons](${consoleUrl.logsOfProject(project, logFilter.failedAnnouncements([service]))}), [the events waiting](${consoleUrl.subscription(project, subscription)}) and [the announcer](${consoleUrl.service(project, region, service)}).`,
  }),
});

export const announcerAlerts = (target: MonitoredTarget): ReadonlyArray<Alert<MonitoredAnnouncer>> => [
  deadLetters(target),
  announcementFailures(target),
];
