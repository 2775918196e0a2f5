import { Webhook } from 'standardwebhooks';
import type { Announce } from '../announcing/announce.ts';
import { announceOnce, type PostingDependencies } from '../announcing/posting/announce-once.ts';
import { postToTarget } from '../announcing/posting/post-to-target.ts';
import { type Rules, suppressedBy } from '../announcing/suppressed-by.ts';
import { insertIdOf } from '../logging/insert-id.ts';
import { cloudEvent } from './cloud-event.ts';
import type { OutgoingWebhookConfig } from './outgoing-webhook-settings.ts';

/** Posts each event, signed with every secret: https://www.standardwebhooks.com */
export const announceToOutgoingWebhook =
  ({ now, ...posting }: Omit<PostingDependencies, 'boardUrl'>) =>
  (rules: Rules, { url, secrets }: OutgoingWebhookConfig): Announce => {
    const post = postToTarget(posting);
    const signers = secrets.map((secret) => new Webhook(secret));
    return announceOnce({
      post: (event, insertId) => {
        const id = insertId ?? insertIdOf(event);
        const { headers, body } = cloudEvent(event, id);
        const sentAt = now();
        return post({
          url,
          headers: {
            ...headers,
            'webhook-id': id,
            'webhook-timestamp': `${Math.floor(sentAt.getTime() / 1000)}`,
            'webhook-signature': signers.map((signer) => signer.sign(id, sentAt, body)).join(' '),
          },
          body,
        });
      },
      suppressedBy: suppressedBy(rules),
      now,
    });
  };
