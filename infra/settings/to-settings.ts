import { sequenceT } from 'fp-ts/lib/Apply.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { Settings, SlackSettings, TargetSettings } from './settings.ts';
import type { StackConfig } from './stack-config.ts';

const toSlackSettings = (config: StackConfig): O.Option<SlackSettings> =>
  pipe(
    config['statuswatch:slackBotToken'],
    O.map((token): SlackSettings => ({
      _tag: 'Bot',
      token,
      channel: config['statuswatch:slackChannel'],
      routes: config['statuswatch:announceRoutes'],
    })),
    O.alt(() =>
      pipe(
        config['statuswatch:slackWebhookUrl'],
        O.map((url): SlackSettings => ({ _tag: 'IncomingWebhook', url })),
      ),
    ),
  );

const toTargets = (config: StackConfig): ReadonlyArray<TargetSettings> =>
  RA.compact<TargetSettings>([
    pipe(
      config['statuswatch:teamsWebhookUrl'],
      O.map((url) => ({
        name: 'teams',
        secrets: { TEAMS_WEBHOOK_URL: url },
        envs: {},
        minImpact: config['statuswatch:teamsMinImpact'],
      })),
    ),
    pipe(
      config['statuswatch:pagerdutyRoutingKey'],
      O.map((key) => ({
        name: 'pagerduty',
        secrets: { PAGERDUTY_ROUTING_KEY: key },
        envs: { PAGERDUTY_URL: config['statuswatch:pagerdutyUrl'] },
        minImpact: config['statuswatch:pagerdutyMinImpact'],
      })),
    ),
    pipe(
      config['statuswatch:googleChatWebhookUrl'],
      O.map((url) => ({
        name: 'chat',
        secrets: { GOOGLE_CHAT_WEBHOOK_URL: url },
        envs: {},
        minImpact: config['statuswatch:googleChatMinImpact'],
      })),
    ),
    pipe(
      sequenceT(O.Apply)(config['statuswatch:outgoingWebhookUrl'], config['statuswatch:outgoingWebhookSecret']),
      O.map(([url, secret]) => ({
        name: 'webhook',
        secrets: { OUTGOING_WEBHOOK_URL: url, OUTGOING_WEBHOOK_SECRET: secret },
        envs: {},
        minImpact: config['statuswatch:outgoingWebhookMinImpact'],
      })),
    ),
  ]);

const toChannelName = (project: string) => (channel: string) =>
  channel.startsWith('projects/') ? channel : `projects/${project}/notificationChannels/${channel}`;

const defaultRegion = 'europe-west1';
const silenceDaysWithoutPolling = 30;

const toLabels = (pairs: ReadonlyArray<string>) =>
  Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      return [key.trim(), value.trim()];
    }),
  );

export const toSettings = (config: StackConfig): Settings => ({
  project: config['gcp:project'],
  region: pipe(
    config['statuswatch:region'],
    O.alt(() => config['gcp:region']),
    O.getOrElse(() => defaultRegion),
  ),
  pages: config['statuswatch:pages'],
  polling: pipe(
    config['statuswatch:pollPages'],
    O.map((pages) => ({ pages, minutes: Number(config['statuswatch:pollMinutes']) })),
  ),
  board: { members: config['statuswatch:boardMembers'], iap: config['statuswatch:boardIap'] },
  maxInstances: config['statuswatch:maxInstances'],
  retentionDays: config['statuswatch:retentionDays'],
  keepEvents: config['statuswatch:keepEvents'],
  imageRefresh: config['statuswatch:imageRefresh'],
  labels: toLabels(config['statuswatch:labels']),
  readers: config['statuswatch:readers'],
  logLevel: config['statuswatch:logLevel'],
  logClientAddress: config['statuswatch:logClientAddress'],
  webhookToken: config['statuswatch:webhookToken'],
  webhookSecret: config['statuswatch:webhookSecret'],
  slack: toSlackSettings(config),
  targets: toTargets(config),
  announcementRules: {
    minImpact: config['statuswatch:announceMinImpact'],
    maintenance: config['statuswatch:announceMaintenance'],
    components: config['statuswatch:announceComponents'],
  },
  alertEmail: config['statuswatch:alertEmail'],
  notificationChannels: config['statuswatch:notificationChannels'].map(toChannelName(config['gcp:project'])),
  uptimeCheck: config['statuswatch:uptimeCheck'],
  silenceDays: pipe(
    config['statuswatch:silenceDays'],
    // Where pages are polled, webhooks that are missing tell more than silence.
    O.getOrElse((): number => (O.isSome(config['statuswatch:pollPages']) ? 0 : silenceDaysWithoutPolling)),
  ),
});
