import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { consoleUrl } from './console-url.ts';
import { EnabledApis } from './enabled-apis.ts';
import { EventArchive } from './logs/event-archive.ts';
import { EventReaders } from './logs/event-readers.ts';
import { EventTopic } from './logs/event-topic.ts';
import { LogExclusions } from './logs/log-exclusions.ts';
import { Monitoring } from './monitoring/monitoring.ts';
import { announcementTarget, slackTarget } from './services/announcement-target.ts';
import { Announcers } from './services/announcers.ts';
import { BoardService } from './services/board-service.ts';
import { ContainerImage } from './services/container-image.ts';
import { PollSchedule } from './services/poll-schedule.ts';
import { PollerService } from './services/poller-service.ts';
import { ReceiverService } from './services/receiver-service.ts';
import type { Settings } from './settings/settings.ts';

const apiNames = [
  'artifactregistry.googleapis.com',
  // It grants roles in the project.
  'cloudresourcemanager.googleapis.com',
  'iam.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'pubsub.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
];

const generatedToken = () => new random.RandomPassword('webhook-token', { length: 43, special: false }).result;

// https://cloud.google.com/resource-manager/docs/labels-overview#requirements
const labelValue = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '-')
    .slice(0, 63);

// Without the page that it is bound to.
const firstTokenOf = (list: string) => list.replace(/,.*/s, '').replace(/^.*:/, '');

/** Registers all resources of a stack and returns the stack's outputs. */
export const createStack = (settings: Settings) => {
  const { project, region } = settings;
  const labels = { ...settings.labels, application: 'statuswatch', stack: labelValue(pulumi.getStack()) };
  const apis = new EnabledApis('enabled-apis', {
    names: [
      ...apiNames,
      ...(O.isSome(settings.polling) ? ['cloudscheduler.googleapis.com'] : []),
      ...(settings.board.iap ? ['iap.googleapis.com'] : []),
    ],
  });

  // Another place gets new names: the name of a deleted log bucket stays reserved for a week.
  const suffix = new random.RandomId('suffix', { byteLength: 4, keepers: { project, region } }).hex;
  const stackName = pulumi.interpolate`statuswatch-${suffix}`;
  const serviceName = (name: string) => pulumi.interpolate`statuswatch-${name}-${suffix}`;

  const receiverName = serviceName('receiver');
  const pollerName = pipe(
    settings.polling,
    O.map(() => serviceName('poller')),
  );
  const boardName = serviceName('board');
  // The services that record events.
  const recorders = pulumi.all([receiverName, ...RA.fromOption(pollerName)]);
  const image = new ContainerImage(
    'container-image',
    { project, region, repository: stackName, refresh: settings.imageRefresh, labels },
    { dependsOn: apis },
  );
  const exclusions = new LogExclusions(
    'log-exclusions',
    { receiver: receiverName, services: pulumi.all([recorders, boardName]).apply((names) => names.flat()) },
    { dependsOn: apis },
  );
  const archive = new EventArchive(
    'event-archive',
    { ...settings, bucketId: stackName, recorders },
    { dependsOn: apis },
  );
  if (RA.isNonEmpty(settings.readers)) {
    new EventReaders(
      'event-readers',
      { project, region, bucketId: archive.bucketId, readers: settings.readers },
      { dependsOn: apis },
    );
  }
  const topic = new EventTopic('event-topic', { region, recorders, labels }, { dependsOn: apis });
  const webhookToken = pipe(settings.webhookToken, O.getOrElse(generatedToken));
  const receiver = new ReceiverService(
    'receiver',
    { ...settings, serviceName: receiverName, image: image.reference, webhookToken, labels },
    // No request is served before its log is free of the token and its event is archived and published.
    { dependsOn: [apis, exclusions, archive, topic] },
  );

  const poller = pipe(
    settings.polling,
    O.map((polling) => {
      const service = new PollerService(
        'poller',
        {
          ...settings,
          polling,
          serviceName: serviceName('poller'),
          image: image.reference,
          bucket: archive.bucket,
          labels,
        },
        // Nothing is recorded before it is archived and published.
        { dependsOn: [apis, exclusions, archive, topic] },
      );
      new PollSchedule(
        'poll',
        { region, service: service.service, url: service.url, minutes: polling.minutes },
        { dependsOn: apis },
      );
      return { service: service.service, pollMinutes: polling.minutes };
    }),
  );

  const board = new BoardService(
    'board',
    { ...settings, serviceName: boardName, image: image.reference, bucket: archive.bucket, labels },
    { dependsOn: [apis, exclusions] },
  );

  const announcers = new Announcers(
    'announcers',
    {
      project,
      region,
      targets: [...RA.fromOption(settings.slack).map(slackTarget), ...settings.targets.map(announcementTarget)],
      topicId: topic.topicId,
      image: image.reference,
      serviceName,
      rules: settings.announcementRules,
      // Without a login in the browser nobody could follow the link.
      boardUrl: settings.board.iap ? O.some(board.url) : O.none,
      logLevel: settings.logLevel,
      labels,
    },
    { dependsOn: apis },
  );

  const monitoring = new Monitoring(
    'monitoring',
    {
      project,
      region,
      metricPrefix: stackName,
      receiver: receiverName,
      recorders,
      poller,
      board: board.service,
      receiverUrl: settings.uptimeCheck ? O.some(receiver.url) : O.none,
      sinks: [archive.sink, topic.sink],
      bucket: archive.bucket,
      bucketId: archive.bucketId,
      announcers: announcers.all,
      alertEmail: settings.alertEmail,
      notificationChannels: settings.notificationChannels,
      silenceDays: settings.silenceDays,
      labels,
    },
    { dependsOn: apis },
  );

  return {
    webhookUrl: pulumi.interpolate`${receiver.url}/webhook/statuspage/${webhookToken.apply(firstTokenOf)}`,
    serviceUrl: receiver.url,
    boardUrl: board.url,
    docsUrl: pulumi.interpolate`${receiver.url}/docs`,
    logsUrl: archive.logsUrl,
    dashboardUrl: monitoring.dashboardUrl,
    alertsUrl: pulumi.output(consoleUrl.alerts(project)),
    region: pulumi.output(region),
    eventsBucket: archive.bucketId,
    eventsTopic: topic.topicId,
    imageDigest: image.digest,
    deadLetterSubscriptions: pulumi.output(
      Object.fromEntries(
        announcers.all.map(({ target, deadLetterSubscription }) => [target.name, deadLetterSubscription]),
      ),
    ),
  };
};
