import * as O from 'fp-ts/lib/Option.js';
import type { Announce } from '../announcing/announce.ts';
import type { Target } from '../announcing/announce-and-log.ts';
import { announceInOrder } from '../announcing/announce-in-order.ts';
import type { Checkable } from '../announcing/check-target.ts';
import type { Rules } from '../announcing/suppressed-by.ts';
import { announceByWebhook } from './announce-by-webhook.ts';
import { webClient } from './api/web-client.ts';
import { announceByBot } from './bot/announce-by-bot.ts';
import { checkBot } from './bot/check-bot.ts';
import type { SlackConfig } from './slack-settings.ts';

type Dependencies = Readonly<{
  now: () => Date;
  /** The origin of the board, whose pages about incidents are linked. */
  boardUrl: O.Option<string>;
}>;

const timeoutInMilliseconds = 10_000;

const connect = (
  { now, boardUrl }: Dependencies,
  rules: Rules,
  config: SlackConfig,
): Readonly<{ announce: Announce; check: Checkable['check'] }> => {
  switch (config._tag) {
    case 'Bot': {
      const slack = webClient({ ...config, timeoutInMilliseconds });
      return {
        announce: announceByBot({ slack, now, boardUrl })(rules, config.channels),
        check: O.some(checkBot({ slack })(config.channels)),
      };
    }
    case 'Webhook':
      return {
        announce: announceByWebhook({ url: config.url, timeoutInMilliseconds, boardUrl })(rules),
        check: O.none,
      };
  }
};

/**
 * Announces to Slack, in order within a page, so that no two events start the same thread and a component's change
 * finds the thread of its incident. Each call to Slack ends within 10 seconds.
 */
export const slackTarget =
  (dependencies: Dependencies) =>
  (rules: Rules, config: SlackConfig): Target & Checkable => {
    const { announce, check } = connect(dependencies, rules, config);
    return { name: 'Slack', announce: announceInOrder(announce), check };
  };
