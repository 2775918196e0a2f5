import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Announce } from '../announcing/announce.ts';
import type { AnnouncementError } from '../announcing/announcement-error.ts';
import { announceOnce, type PostingDependencies } from '../announcing/posting/announce-once.ts';
import { postToTarget } from '../announcing/posting/post-to-target.ts';
import { type Rules, suppressedBy } from '../announcing/suppressed-by.ts';
import { fieldAt } from '../codec/field-at.ts';
import { type AlertEvent, type ChangeEvent, endsIncident, pagerDutyEvents } from './pagerduty-event.ts';
import type { PagerDutyConfig } from './pagerduty-settings.ts';

/** Opens, updates and resolves an alert for each incident. The end of an incident is sent whatever the rules say. */
export const announceToPagerDuty =
  ({ now, boardUrl, ...posting }: PostingDependencies) =>
  (rules: Rules, { routingKey, url }: PagerDutyConfig): Announce => {
    const post = postToTarget({
      ...posting,
      isOwnAnswer: (json) => fieldAt('status')(json) === 'success',
      codeOf: fieldAt('status'),
    });
    const send =
      (path: string) =>
      (event: AlertEvent | ChangeEvent | undefined): TE.TaskEither<AnnouncementError, void> =>
        event === undefined
          ? TE.right(undefined)
          : post({
              url: new URL(path, url).href,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ routing_key: routingKey, ...event }),
            });
    const suppressed = suppressedBy(rules);
    return announceOnce({
      post: (event) => {
        const { alert, change } = pagerDutyEvents(event, boardUrl);
        return pipe(
          send('/v2/enqueue')(alert),
          TE.chain(() => send('/v2/change/enqueue')(O.isNone(suppressed(event)) ? change : undefined)),
        );
      },
      suppressedBy: (event) => (endsIncident(event) ? O.none : suppressed(event)),
      now,
    });
  };
