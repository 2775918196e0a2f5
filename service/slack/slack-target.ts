import type { Announce } from '../announcing/announce.ts';
import type { Target } from '../announcing/announce-and-log.ts';
import { queueByKey } from '../announcing/queue-by-key.ts';
import { pageKey } from '../domain/page-key.ts';
import { announceByWebhook } from './announce-by-webhook.ts';
import type { AnnouncerConfig } from './announcer-settings.ts';
import { webClient } from './api/web-client.ts';
import { announceByBot } from './bot/announce-by-bot.ts';

type Dependencies = Readonly<{ now: () => Date }>;

const timeoutInMilliseconds = 10_000;

const announceBy = ({ now }: Dependencies, { by, rules }: AnnouncerConfig): Announce => {
  switch (by._tag) {
    case 'Bot':
      return announceByBot({ slack: webClient({ ...by, timeoutInMilliseconds }), now })(rules, by.channels);
    case 'Webhook':
      return announceByWebhook({ url: by.url, timeoutInMilliseconds })(rules);
  }
};

/**
 * Announces the events of one page one after another, so that no two start the same thread and a component change finds
 * the thread of its incident. Each call to Slack ends within 10 seconds.
 */
export const slackTarget =
  (dependencies: Dependencies) =>
  (config: AnnouncerConfig): Target => {
    const announce = announceBy(dependencies, config);
    const inOrder = queueByKey();
    return { name: 'Slack', announce: (event) => inOrder(pageKey(event), announce(event)) };
  };
