import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Settings, SlackSettings } from './settings.ts';
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

const toChannelName = (project: string) => (channel: string) =>
  channel.startsWith('projects/') ? channel : `projects/${project}/notificationChannels/${channel}`;

export const toSettings = (config: StackConfig): Settings => ({
  project: config['gcp:project'],
  region: config['gcp:region'],
  pages: config['statuswatch:pages'],
  maxInstances: config['statuswatch:maxInstances'],
  retentionDays: config['statuswatch:retentionDays'],
  logLevel: config['statuswatch:logLevel'],
  webhookToken: config['statuswatch:webhookToken'],
  webhookSecret: config['statuswatch:webhookSecret'],
  slack: toSlackSettings(config),
  announcementRules: {
    minImpact: config['statuswatch:announceMinImpact'],
    maintenance: config['statuswatch:announceMaintenance'],
    components: config['statuswatch:announceComponents'],
  },
  alertEmail: config['statuswatch:alertEmail'],
  notificationChannels: config['statuswatch:notificationChannels'].map(toChannelName(config['gcp:project'])),
  silenceDays: config['statuswatch:silenceDays'],
});
