import * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import type { Announce } from '../announcing/announce.ts';
import type { Target } from '../announcing/announce-and-log.ts';
import type { Checkable } from '../announcing/check-target.ts';
import type { PostingDependencies } from '../announcing/posting/announce-once.ts';
import { targetNames } from './target-names.ts';
import type { TargetConfig } from './target-settings.ts';

type PostingTarget = Exclude<TargetConfig, { _tag: 'Slack' }>;

const announceBy = async (dependencies: PostingDependencies, target: PostingTarget): Promise<Announce> => {
  const { rules } = target;
  switch (target._tag) {
    case 'Teams': {
      const { announceToTeams } = await import('../teams/announce-to-teams.ts');
      return announceToTeams(dependencies)(rules, target.config);
    }
    case 'PagerDuty': {
      const { announceToPagerDuty } = await import('../pagerduty/announce-to-pagerduty.ts');
      return announceToPagerDuty(dependencies)(rules, target.config);
    }
    case 'GoogleChat': {
      const { announceToGoogleChat } = await import('../google-chat/announce-to-google-chat.ts');
      return announceToGoogleChat(dependencies)(rules, target.config);
    }
    case 'OutgoingWebhook': {
      const { announceToOutgoingWebhook } = await import('../outgoing-webhook/announce-to-outgoing-webhook.ts');
      return announceToOutgoingWebhook(dependencies)(rules, target.config);
    }
  }
};

/** Loads the code of one target, and no other's. Only Slack can be checked without announcing something. */
export const openTarget =
  (dependencies: PostingDependencies) =>
  (target: TargetConfig): T.Task<Target & Checkable> =>
  async () => {
    if (target._tag === 'Slack') {
      const { slackTarget } = await import('../slack/slack-target.ts');
      return slackTarget(dependencies)(target.rules, target.config);
    }
    return { name: targetNames[target._tag], announce: await announceBy(dependencies, target), check: O.none };
  };
