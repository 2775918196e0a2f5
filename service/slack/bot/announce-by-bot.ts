import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Announce, type Announcement, suppressed } from '../../announcing/announce.ts';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import { type Rules, suppressedBy } from '../../announcing/suppressed-by.ts';
import type { StatusEvent } from '../../domain/status-event.ts';
import type { SlackApi } from '../api/slack-api.ts';
import { announceComponent } from './announce-component.ts';
import { announceIncident } from './announce-incident.ts';

/** Channels by page id or provider, in lower case, and the channel for all other pages, if any. */
export type Channels = Readonly<{ routes: ReadonlyMap<string, string>; otherwise: O.Option<string> }>;

type Dependencies = Readonly<{ slack: SlackApi; now: () => Date; boardUrl?: O.Option<string> }>;

const channelFor =
  ({ routes, otherwise }: Channels) =>
  ({ page, provider }: StatusEvent): O.Option<string> =>
    pipe(
      O.fromNullable(routes.get(page.id?.toLowerCase() ?? '') ?? routes.get(provider.toLowerCase())),
      O.alt(() => otherwise),
    );

/** Announces in threads. It reads from Slack what has been announced already, so it keeps no state. */
export const announceByBot =
  ({ slack, now, boardUrl }: Dependencies) =>
  (rules: Rules, channels: Channels): Announce => {
    const dependencies = { slack, now, boardUrl, suppressedBy: suppressedBy(rules) };
    return (event) =>
      pipe(
        channelFor(channels)(event),
        O.match(
          () => TE.right<AnnouncementError, Announcement>(suppressed('ANNOUNCE_ROUTES')),
          (channel) =>
            event.kind === 'component'
              ? announceComponent(dependencies)(event, channel)
              : announceIncident(dependencies)(event, channel),
        ),
      );
  };
