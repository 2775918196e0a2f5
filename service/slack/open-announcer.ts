import type { Announce } from './announce.ts';
import { announceByBot } from './announce-by-bot.ts';
import { announceByWebhook } from './announce-by-webhook.ts';
import type { Announcing } from './announce-settings.ts';
import { inOrder } from './in-order.ts';
import { pageOf } from './marker.ts';
import { webClient } from './web-client.ts';

type Dependencies = Readonly<{ now: () => Date }>;

const timeoutInMilliseconds = 10_000;

const announceBy = ({ now }: Dependencies, { by, rules }: Announcing): Announce => {
  switch (by._tag) {
    case 'Bot':
      return announceByBot({ slack: webClient({ ...by, timeoutInMilliseconds }), now })(rules, by.channels);
    case 'Webhook':
      return announceByWebhook({ url: by.url, timeoutInMilliseconds })(rules);
  }
};

/**
 * The events of one page are handled one after another, so that no two start the same thread and a component finds the
 * thread of its incident; each call to Slack ends within 10 seconds.
 */
export const openAnnouncer =
  (dependencies: Dependencies) =>
  (announcing: Announcing): Announce => {
    const announce = announceBy(dependencies, announcing);
    const run = inOrder();
    return (event) => run(pageOf(event), announce(event));
  };
