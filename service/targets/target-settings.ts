import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type * as t from 'io-ts';
import { ruleSettings, rulesFrom } from '../announcing/rule-settings.ts';
import type { Rules } from '../announcing/suppressed-by.ts';
import type { Impact } from '../domain/impact.ts';
import { type GoogleChatConfig, googleChatConfig, googleChatSettings } from '../google-chat/google-chat-settings.ts';
import {
  type OutgoingWebhookConfig,
  outgoingWebhookConfig,
  outgoingWebhookMistakes,
  outgoingWebhookSettings,
} from '../outgoing-webhook/outgoing-webhook-settings.ts';
import { type PagerDutyConfig, pagerDutyConfig, pagerDutySettings } from '../pagerduty/pagerduty-settings.ts';
import { type SlackConfig, slackConfig, slackSettings, slackSettingsMistakes } from '../slack/slack-settings.ts';
import { type TeamsConfig, teamsConfig, teamsSettings } from '../teams/teams-settings.ts';

/** How to reach a target, and the rules for what is announced there. */
export type TargetConfig = Readonly<{ rules: Rules }> &
  (
    | Readonly<{ _tag: 'Slack'; config: SlackConfig }>
    | Readonly<{ _tag: 'Teams'; config: TeamsConfig }>
    | Readonly<{ _tag: 'PagerDuty'; config: PagerDutyConfig }>
    | Readonly<{ _tag: 'GoogleChat'; config: GoogleChatConfig }>
    | Readonly<{ _tag: 'OutgoingWebhook'; config: OutgoingWebhookConfig }>
  );

/** The settings of all targets, as fields for a program's codec. */
export const targetSettings = {
  ...ruleSettings,
  ...slackSettings,
  ...teamsSettings,
  ...pagerDutySettings,
  ...googleChatSettings,
  ...outgoingWebhookSettings,
};

type TargetSettings = t.TypeOfProps<typeof targetSettings>;

/** The settings that lead to each target, any one of them. */
export const leadingSettings: Readonly<Record<TargetConfig['_tag'], ReadonlyArray<string>>> = {
  Slack: ['SLACK_BOT_TOKEN', 'SLACK_WEBHOOK_URL'],
  Teams: ['TEAMS_WEBHOOK_URL'],
  PagerDuty: ['PAGERDUTY_ROUTING_KEY'],
  GoogleChat: ['GOOGLE_CHAT_WEBHOOK_URL'],
  OutgoingWebhook: ['OUTGOING_WEBHOOK_URL'],
};

/** What is wrong with settings that are right one by one. */
export const targetMistakes = (present: ReadonlySet<string>): ReadonlyArray<string> => [
  ...slackSettingsMistakes(present),
  ...outgoingWebhookMistakes(present),
];

/** Every target that a setting leads to. A target's own minimum impact replaces the common one. */
export const targetConfigs = (settings: TargetSettings): ReadonlyArray<TargetConfig> => {
  const rules = rulesFrom(settings);
  const withMinImpact = (minImpact: Impact = rules.minImpact) => ({ rules: { ...rules, minImpact } });
  return RA.compact<TargetConfig>([
    pipe(
      slackConfig(settings),
      O.map((config) => ({ _tag: 'Slack', config, rules })),
    ),
    pipe(
      teamsConfig(settings),
      O.map((config) => ({ _tag: 'Teams', config, ...withMinImpact(settings.TEAMS_MIN_IMPACT) })),
    ),
    pipe(
      pagerDutyConfig(settings),
      O.map((config) => ({ _tag: 'PagerDuty', config, ...withMinImpact(settings.PAGERDUTY_MIN_IMPACT) })),
    ),
    pipe(
      googleChatConfig(settings),
      O.map((config) => ({ _tag: 'GoogleChat', config, ...withMinImpact(settings.GOOGLE_CHAT_MIN_IMPACT) })),
    ),
    pipe(
      outgoingWebhookConfig(settings),
      O.map((config) => ({ _tag: 'OutgoingWebhook', config, ...withMinImpact(settings.OUTGOING_WEBHOOK_MIN_IMPACT) })),
    ),
  ]);
};
