import type { Announce } from '../announcing/announce.ts';
import { announceOnce, type PostingDependencies } from '../announcing/posting/announce-once.ts';
import { postToTarget } from '../announcing/posting/post-to-target.ts';
import { type Rules, suppressedBy } from '../announcing/suppressed-by.ts';
import { fieldAt } from '../codec/field-at.ts';
import { chatMessage } from './chat-message.ts';
import type { GoogleChatConfig } from './google-chat-settings.ts';

// https://developers.google.com/workspace/chat/quickstart/webhooks#start_a_message_thread
const replyingInThread = (webhook: string): string => {
  const url = new URL(webhook);
  url.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
  return url.href;
};

/** Posts a card for each event, in one thread for each incident, maintenance and component. */
export const announceToGoogleChat =
  ({ now, boardUrl, ...posting }: PostingDependencies) =>
  (rules: Rules, { url }: GoogleChatConfig): Announce => {
    const post = postToTarget({
      ...posting,
      isOwnAnswer: (json) => typeof fieldAt('name')(json) === 'string',
      codeOf: fieldAt('error', 'status'),
    });
    const threadedUrl = replyingInThread(url);
    return announceOnce({
      post: (event) =>
        post({
          url: threadedUrl,
          headers: { 'content-type': 'application/json; charset=UTF-8' },
          body: JSON.stringify(chatMessage(event, boardUrl)),
        }),
      suppressedBy: suppressedBy(rules),
      now,
    });
  };
