import type * as pulumi from '@pulumi/pulumi';
import type { SlackSettings } from '../settings/settings.ts';
import { type EnvVar, optionalEnvVar } from './cloud-run-service.ts';

/** What one announcer posts to: everything in its deployment that depends on the target. */
export type AnnouncementTarget = Readonly<{
  /** In names of resources; at most 10 characters, as a service account ID has 30. */
  name: string;
  displayName: string;
  /** What the on-call engineer does about failures of this target, in Markdown. */
  remedy: string;
  secret: Readonly<{ name: string; envVar: string; value: pulumi.Output<string> }>;
  envs: ReadonlyArray<EnvVar>;
}>;

export const slackTarget = (slack: SlackSettings): AnnouncementTarget => {
  const target = {
    name: 'slack',
    displayName: 'Slack',
    remedy:
      '`invalid_auth` or `token_revoked`: set a new `statuswatch:slackBotToken` and run `pulumi up`. `not_in_channel` or `channel_not_found`: invite the app to the channel. Anything else: check https://slack-status.com and wait.',
  };
  switch (slack._tag) {
    case 'Bot':
      return {
        ...target,
        secret: { name: 'slack-bot-token', envVar: 'SLACK_BOT_TOKEN', value: slack.token },
        envs: [...optionalEnvVar('SLACK_CHANNEL', slack.channel), ...optionalEnvVar('ANNOUNCE_ROUTES', slack.routes)],
      };
    case 'IncomingWebhook':
      return {
        ...target,
        secret: { name: 'slack-webhook-url', envVar: 'SLACK_WEBHOOK_URL', value: slack.url },
        envs: [],
      };
  }
};
