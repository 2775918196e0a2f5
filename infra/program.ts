import * as pulumi from '@pulumi/pulumi';
import * as random from '@pulumi/random';
import * as O from 'fp-ts/lib/Option.js';
import { pipe } from 'fp-ts/lib/function.js';
import { BoundedDefaultLog } from './bounded-default-log.ts';
import { consoleUrl } from './console-url.ts';
import { EnabledApis } from './enabled-apis.ts';
import { EventTopic } from './event-topic.ts';
import { KeptEvents } from './kept-events.ts';
import { PrivateAnnouncer } from './private-announcer.ts';
import { PublicReceiver } from './public-receiver.ts';
import { PublishedImage } from './published-image.ts';
import type { Settings } from './read-settings.ts';
import { RetriedPush } from './retried-push.ts';
import { SelfWatch } from './self-watch.ts';
import { TokenFreeRequestLog } from './token-free-request-log.ts';

const apiNames = [
  'artifactregistry.googleapis.com',
  'iam.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'pubsub.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
];

const generatedToken = () => new random.RandomPassword('webhook-token', { length: 43, special: false }).result;

// https://cloud.google.com/resource-manager/docs/labels-overview#requirements
const labelValueOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '-')
    .slice(0, 63);

// The longest that Pub/Sub waits for an answer, as a page's events wait for each other.
const pushTimeoutInSeconds = 600;

const firstOf = (list: string) => list.replace(/,.*/s, '');

/** Registers all resources of a stack; what it returns are the stack's outputs. */
export const program = ({
  project,
  region,
  retentionDays,
  webhookToken,
  announcing,
  alertEmail,
  notificationChannels,
  silenceDays,
  ...settings
}: Settings) => {
  const labels = { application: 'statuswatch', stack: labelValueOf(pulumi.getStack()) };
  const apis = new EnabledApis('apis', { names: apiNames });

  // New names in a new place: the name of a deleted log bucket stays taken for a week.
  const suffix = new random.RandomId('suffix', { byteLength: 4, keepers: { project, region } }).hex;
  const serviceName = pulumi.interpolate`statuswatch-receiver-${suffix}`;
  const name = pulumi.interpolate`statuswatch-${suffix}`;

  const image = new PublishedImage('image', { project, region, repository: name, labels }, { dependsOn: apis });
  const requestLog = new TokenFreeRequestLog('token-free-request-log', { serviceName }, { dependsOn: apis });
  const defaultLog = new BoundedDefaultLog('bounded-default-log', { serviceName }, { dependsOn: apis });
  const events = new KeptEvents(
    'events',
    { project, region, bucketId: name, retentionDays, serviceName },
    { dependsOn: apis },
  );
  const topic = new EventTopic('statuswatch-events', { region, serviceName, labels }, { dependsOn: apis });
  const liveTokens = pipe(webhookToken, O.getOrElse(generatedToken));
  const receiver = new PublicReceiver(
    'receiver',
    { ...settings, project, region, serviceName, image: image.reference, webhookToken: liveTokens, labels },
    // Not a request is served before its log is free of the token and its events are kept and published.
    { dependsOn: [apis, requestLog, defaultLog, events, topic] },
  );
  const announcerName = pulumi.interpolate`statuswatch-announcer-${suffix}`;
  const push = pipe(
    announcing,
    O.map((announcing) => {
      const announcer = new PrivateAnnouncer(
        'announcer',
        {
          project,
          region,
          serviceName: announcerName,
          image: image.reference,
          announcing,
          logLevel: settings.logLevel,
          callerTimeoutInSeconds: pushTimeoutInSeconds,
          labels,
        },
        { dependsOn: apis },
      );
      return new RetriedPush(
        'statuswatch-announcer',
        {
          region,
          topicId: topic.topicId,
          service: announcer.service,
          url: announcer.url,
          path: '/announce',
          timeoutInSeconds: pushTimeoutInSeconds,
          labels,
        },
        { dependsOn: apis },
      );
    }),
  );

  const watch = new SelfWatch(
    'watch',
    {
      project,
      region,
      prefix: name,
      receiver: serviceName,
      bucket: events.bucket,
      bucketId: events.bucketId,
      announcer: pipe(
        push,
        O.map(({ subscription, deadLetterSubscription }) => ({
          service: announcerName,
          subscription,
          deadLetters: deadLetterSubscription,
        })),
      ),
      alertEmail,
      notificationChannels,
      silenceDays,
      labels,
    },
    { dependsOn: apis },
  );

  return {
    webhookUrl: pulumi.interpolate`${receiver.url}/webhook/statuspage/${liveTokens.apply(firstOf)}`,
    serviceUrl: receiver.url,
    docsUrl: pulumi.interpolate`${receiver.url}/docs`,
    logsUrl: events.logsUrl,
    dashboardUrl: watch.dashboardUrl,
    alertsUrl: pulumi.output(consoleUrl.alerts(project)),
    eventsBucket: events.bucketId,
    eventsTopic: topic.topicId,
    imageDigest: image.digest,
    ...(O.isSome(push) && { deadLetterSubscription: push.value.deadLetterSubscription }),
  };
};
