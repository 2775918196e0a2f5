import type * as pulumi from '@pulumi/pulumi';
import * as O from 'fp-ts/lib/Option.js';
import type { SlackSettings, TargetSettings } from '../settings/settings.ts';
import { type EnvVar, optionalEnvVar } from './cloud-run-service.ts';

/** What one announcer posts to: everything in its deployment that depends on the target. */
export type AnnouncementTarget = Readonly<{
  /** In names of resources; at most 10 characters, as a service account ID has 30. */
  name: string;
  displayName: string;
  /** What the on-call engineer does about failures of this target, in Markdown. */
  remedy: string;
  secrets: ReadonlyArray<Readonly<{ name: string; envVar: string; value: pulumi.Output<string> }>>;
  envs: ReadonlyArray<EnvVar>;
  /** Instead of that of the rules. */
  minImpact: O.Option<string>;
}>;

export const slackTarget = (slack: SlackSettings): AnnouncementTarget => {
  const target = {
    name: 'slack',
    displayName: 'Slack',
    remedy:
      '`invalid_auth` or `token_revoked`: set a new `statuswatch:slackBotToken` and run `pulumi up`. `not_in_channel` or `channel_not_found`: invite the app to the channel. Anything else: check https://slack-status.com and wait.',
    minImpact: O.none,
  };
  switch (slack._tag) {
    case 'Bot':
      return {
        ...target,
        secrets: [{ name: 'slack-bot-token', envVar: 'SLACK_BOT_TOKEN', value: slack.token }],
        envs: [...optionalEnvVar('SLACK_CHANNEL', slack.channel), ...optionalEnvVar('ANNOUNCE_ROUTES', slack.routes)],
      };
    case 'IncomingWebhook':
      return {
        ...target,
        secrets: [{ name: 'slack-webhook-url', envVar: 'SLACK_WEBHOOK_URL', value: slack.url }],
        envs: [],
      };
  }
};

const descriptions: Readonly<Record<TargetSettings['name'], Pick<AnnouncementTarget, 'displayName' | 'remedy'>>> = {
  teams: {
    displayName: 'Microsoft Teams',
    remedy:
      '`WorkflowTriggerIsNotEnabled`: switch the workflow on. `WorkflowNotFound` or an authorisation error: make a new workflow, set its URL as `statuswatch:teamsWebhookUrl` and run `pulumi up`. Anything else: check https://status.cloud.microsoft and wait.',
  },
  pagerduty: {
    displayName: 'PagerDuty',
    remedy:
      '`HTTP 400: invalid event`: set the integration key of a service as `statuswatch:pagerdutyRoutingKey`, for an account in the EU `statuswatch:pagerdutyUrl` as well, and run `pulumi up`. Anything else: check https://status.pagerduty.com and wait.',
  },
  chat: {
    displayName: 'Google Chat',
    remedy:
      '`NOT_FOUND`, `PERMISSION_DENIED` or `UNAUTHENTICATED`: make a new webhook in the space, set its URL as `statuswatch:googleChatWebhookUrl` and run `pulumi up`. Rate-limiting: a space takes one message a second, so wait. Anything else: check https://www.google.com/appsstatus and wait.',
  },
  webhook: {
    displayName: 'Outgoing webhook',
    remedy:
      '`HTTP 401` or `403`: the receiver does not accept the signature, so give it the secret of `statuswatch:outgoingWebhookSecret`. `the address is not public`: give it a public one. Anything else: look at the receiver at `statuswatch:outgoingWebhookUrl`.',
  },
};

export const announcementTarget = ({ name, secrets, envs, minImpact }: TargetSettings): AnnouncementTarget => ({
  name,
  ...descriptions[name],
  secrets: Object.entries(secrets).map(([envVar, value]) => ({
    name: envVar.toLowerCase().replaceAll('_', '-'),
    envVar,
    value,
  })),
  envs: Object.entries(envs).flatMap(([envVar, value]) => optionalEnvVar(envVar, value)),
  minImpact,
});
