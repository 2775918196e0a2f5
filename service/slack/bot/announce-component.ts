import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { announced, type Announcement, type SuppressedBy } from '../../announcing/announce.ts';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import { unlessSuppressed } from '../../announcing/unless-suppressed.ts';
import { occurredAt } from '../../domain/event-times.ts';
import type { ComponentEvent } from '../../domain/status-event.ts';
import type { PostedMessage, SlackApi } from '../api/slack-api.ts';
import { componentMessage } from '../messages/component-message.ts';
import { changeKeys, type ComponentMetadata, componentMetadata, metadataKey } from '../messages/message-metadata.ts';
import { readChannelHistory } from './read-channel-history.ts';
import { readThread } from './read-thread.ts';

type Dependencies = Readonly<{
  slack: SlackApi;
  now: () => Date;
  suppressedBy: SuppressedBy<ComponentEvent>;
}>;

// A page changes an incident and its components in one action and delivers them seconds apart, in either order.
const deliveryWindowInMilliseconds = 10 * 60 * 1000;
// What it changes in one action has nearly the same time.
const sameActionInMilliseconds = 2 * 60 * 1000;

const isAnnouncementOf =
  ({ event_payload: { page, component, update, version } }: ComponentMetadata) =>
  ({ metadata }: PostedMessage): boolean =>
    metadata.event_type === 'statuswatch_component' &&
    metadata.event_payload.page === page &&
    metadata.event_payload.component === component &&
    metadata.event_payload.update === update &&
    metadata.event_payload.version === version &&
    `${update}${version}` !== '';

const isNamedBy =
  (event: ComponentEvent, changedAt: number) =>
  ({ metadata }: PostedMessage): boolean => {
    if (metadata.event_type !== 'statuswatch_update' || !('changes' in metadata.event_payload)) return false;
    const { created_at, changes } = metadata.event_payload;
    const keys = changeKeys(event);
    return (
      Math.abs(changedAt - Date.parse(created_at)) <= sameActionInMilliseconds &&
      changes.some(({ key }) => keys.includes(key))
    );
  };

const isOpenThreadNaming =
  ({ component }: ComponentEvent, page: string, changedAt: number) =>
  ({ metadata }: PostedMessage): boolean => {
    if (metadata.event_type !== 'statuswatch_incident' || metadata.event_payload.page !== page) {
      return false;
    }
    const { started_at, ended_at, is_over, components } = metadata.event_payload;
    const named = [component.id, component.name ?? component.id].map(metadataKey);
    const hasBegun = started_at === '' || changedAt >= Date.parse(started_at) - deliveryWindowInMilliseconds;
    const isOngoing = !is_over || (ended_at !== '' && changedAt < Date.parse(ended_at) + deliveryWindowInMilliseconds);
    return hasBegun && isOngoing && components.some(({ key }) => named.includes(key));
  };

/**
 * Posts a component's change once: in the thread of an incident that names it and was open then, or else as a message of its
 * own. A change that an update in such a thread names already is not posted again.
 */
export const announceComponent =
  ({ slack, now, suppressedBy }: Dependencies) =>
  (event: ComponentEvent, channel: string): TE.TaskEither<AnnouncementError, Announcement> => {
    const metadata = componentMetadata(event, now());
    const isAnnounced = RA.some(isAnnouncementOf(metadata));
    const changedAt = new Date(occurredAt(event) ?? now()).getTime();
    const isNamed = RA.some(isNamedBy(event, changedAt));
    const post = (thread: O.Option<string>): TE.TaskEither<AnnouncementError, Announcement> =>
      pipe(
        slack.post(channel, componentMessage(event), metadata, thread),
        TE.map(() => announced),
      );
    const postAlone = unlessSuppressed(suppressedBy, () => post(O.none));
    const postInThread = (threads: ReadonlyArray<PostedMessage>): TE.TaskEither<AnnouncementError, Announcement> =>
      pipe(
        threads,
        TE.traverseSeqArray((thread) => readThread(slack)(channel, thread)),
        TE.chain((replies) =>
          replies.some((thread) => isAnnounced(thread) || isNamed(thread))
            ? TE.right(announced)
            : post(O.fromNullable(threads[0]?.ts)),
        ),
      );

    return pipe(
      readChannelHistory({ history: slack.history, now })(channel, isAnnounced),
      TE.chain(({ messages }) => {
        if (isAnnounced(messages)) {
          return TE.right(announced);
        }
        const threads = messages.filter(isOpenThreadNaming(event, metadata.event_payload.page, changedAt));
        return RA.isEmpty(threads) ? postAlone(event) : postInThread(threads);
      }),
    );
  };
