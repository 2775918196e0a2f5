import type * as O from 'fp-ts/lib/Option.js';
import type { Announce } from '../announcing/announce.ts';
import { announceOnce, type PostingDependencies } from '../announcing/posting/announce-once.ts';
import { postToTarget } from '../announcing/posting/post-to-target.ts';
import { type Rules, suppressedBy } from '../announcing/suppressed-by.ts';
import { fieldAt } from '../codec/field-at.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import { adaptiveCard } from './adaptive-card.ts';
import type { TeamsConfig } from './teams-settings.ts';

// https://learn.microsoft.com/connectors/teams/#microsoft-teams-webhook
const messageOf = (event: StatusEvent, boardUrl: O.Option<string>) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: adaptiveCard(event, boardUrl),
    },
  ],
});

/** Posts a card for each event to a workflow, which can neither edit nor be asked. */
export const announceToTeams =
  ({ now, boardUrl, ...posting }: PostingDependencies) =>
  (rules: Rules, { url }: TeamsConfig): Announce => {
    const post = postToTarget({
      ...posting,
      isOwnAnswer: (json) => json !== undefined,
      codeOf: fieldAt('error', 'code'),
    });
    return announceOnce({
      post: (event) =>
        post({
          url,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(messageOf(event, boardUrl)),
        }),
      suppressedBy: suppressedBy(rules),
      now,
    });
  };
