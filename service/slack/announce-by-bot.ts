import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { StatusEvent } from '../domain/status-event.ts';
import type { Announce, Announcement } from './announce.ts';
import { announceComponent } from './announce-component.ts';
import { announceIncident } from './announce-incident.ts';
import { heldBackBy, type Rules } from './announce-rules.ts';
import type { SlackApi } from './slack-api.ts';
import type { SlackError } from './slack-error.ts';

/** Channels by page id or by provider in lower case, and the channel of all others, if any. */
export type Channels = Readonly<{ routes: ReadonlyMap<string, string>; otherwise: O.Option<string> }>;

type Dependencies = Readonly<{ slack: SlackApi; now: () => Date }>;

const channelFor =
  ({ routes, otherwise }: Channels) =>
  ({ page, provider }: StatusEvent): O.Option<string> =>
    pipe(
      O.fromNullable(routes.get(page.id?.toLowerCase() ?? '') ?? routes.get(provider.toLowerCase())),
      O.alt(() => otherwise),
    );

/** Announces in threads, and reads from Slack what is there already. */
export const announceByBot =
  ({ slack, now }: Dependencies) =>
  (rules: Rules, channels: Channels): Announce => {
    const dependencies = { slack, now, holdBack: heldBackBy(rules) };
    return (event) =>
      pipe(
        channelFor(channels)(event),
        O.match(
          () => TE.right<SlackError, Announcement>({ _tag: 'HeldBack', rule: 'ANNOUNCE_ROUTES' }),
          (channel) =>
            event.kind === 'component'
              ? announceComponent(dependencies)(event, channel)
              : announceIncident(dependencies)(event, channel),
        ),
      );
  };
