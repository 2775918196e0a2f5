import type { Announce } from '../announcing/announce.ts';
import type { Target } from '../announcing/announce-and-log.ts';
import { announceInOrder } from '../announcing/announce-in-order.ts';
import type { Rules } from '../announcing/suppressed-by.ts';
import { announceByWebhook } from './announce-by-webhook.ts';
import { webClient } from './api/web-client.ts';
import { announceByBot } from './bot/announce-by-bot.ts';
import type { SlackConfig } from './slack-settings.ts';

type Dependencies = Readonly<{ now: () => Date }>;

const timeoutInMilliseconds = 10_000;

const announceBy = ({ now }: Dependencies, rules: Rules, config: SlackConfig): Announce => {
  switch (config._tag) {
    case 'Bot':
      return announceByBot({ slack: webClient({ ...config, timeoutInMilliseconds }), now })(rules, config.channels);
    case 'Webhook':
      return announceByWebhook({ url: config.url, timeoutInMilliseconds })(rules);
  }
};

/**
 * Announces to Slack, in order within a page, so that no two events start the same thread and a component's change
 * finds the thread of its incident. Each call to Slack ends within 10 seconds.
 */
export const slackTarget =
  (dependencies: Dependencies) =>
  (rules: Rules, config: SlackConfig): Target => ({
    name: 'Slack',
    announce: announceInOrder(announceBy(dependencies, rules, config)),
  });
