import type { TargetConfig } from './target-settings.ts';

/** What a target is called in the log and in answers. */
export const targetNames: Readonly<Record<TargetConfig['_tag'], string>> = {
  Slack: 'Slack',
  Teams: 'Microsoft Teams',
  PagerDuty: 'PagerDuty',
  GoogleChat: 'Google Chat',
  OutgoingWebhook: 'Outgoing webhook',
};
