import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { announced, type Announcement, type SuppressedBy } from '../../announcing/announce.ts';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import { unlessSuppressed } from '../../announcing/unless-suppressed.ts';
import { incidentPeriod } from '../../domain/incident-period.ts';
import type { IncidentEvent } from '../../domain/status-event.ts';
import type { PostedMessage, SlackApi } from '../api/slack-api.ts';
import { incidentMessage } from '../messages/incident-message.ts';
import { incidentKey, type ThreadMetadata, threadMetadata } from '../messages/message-metadata.ts';
import { incidentReplies, type Reply } from './incident-replies.ts';
import { type ChannelHistory, readChannelHistory } from './read-channel-history.ts';
import { readThread } from './read-thread.ts';

type Dependencies = Readonly<{
  slack: SlackApi;
  now: () => Date;
  boardUrl?: O.Option<string> | undefined;
  suppressedBy: SuppressedBy<IncidentEvent>;
}>;

type Thread = PostedMessage & Readonly<{ metadata: ThreadMetadata }>;

// A workspace may forbid editing messages after some minutes. The update is then in the thread only.
const editForbiddenCodes: ReadonlySet<string> = new Set(['edit_window_closed', 'cant_update_message']);

const isThreadOf = (event: IncidentEvent): ((message: PostedMessage) => message is Thread) => {
  const { page, incident } = incidentKey(event);
  return (message): message is Thread =>
    message.metadata.event_type === 'statuswatch_incident' &&
    message.metadata.event_payload.page === page &&
    message.metadata.event_payload.incident === incident;
};

const startedBefore = (event: IncidentEvent, since: Date): boolean => {
  const { startedAt } = incidentPeriod(event);
  const createdAt = event.incident.createdAt ?? startedAt;
  return createdAt !== undefined && Date.parse(createdAt) < since.getTime();
};

const isReplyFor =
  (update: string) =>
  ({ metadata: { event_type, event_payload } }: PostedMessage): boolean =>
    event_type === 'statuswatch_update' && event_payload.update === update;

const postOrEditReply =
  (slack: SlackApi, channel: string, thread: string, replies: ReadonlyArray<PostedMessage>) =>
  ({ message, metadata }: Reply): TE.TaskEither<AnnouncementError, unknown> => {
    const { event_payload: payload } = metadata;
    const earlier = replies.find(isReplyFor(payload.update));
    if (earlier === undefined) {
      return slack.post(channel, message(), metadata, O.some(thread));
    }
    return earlier.metadata.event_payload.version < payload.version
      ? slack.edit(channel, earlier.ts, message(), metadata)
      : TE.right(undefined);
  };

const replyWithUpdates =
  ({ slack, now }: Dependencies, channel: string) =>
  (
    event: IncidentEvent,
    thread: string,
    posted: ReadonlyArray<PostedMessage>,
  ): TE.TaskEither<AnnouncementError, Announcement> =>
    pipe(
      incidentReplies(event, posted, now()),
      TE.traverseSeqArray(postOrEditReply(slack, channel, thread, posted)),
      TE.map(() => announced),
    );

const startThread =
  (dependencies: Dependencies, channel: string) =>
  (event: IncidentEvent, since: Date): TE.TaskEither<AnnouncementError, Announcement> => {
    const { boardUrl } = dependencies;
    const isContinued = startedBefore(event, since);
    const message = incidentMessage(event, { isContinued, boardUrl });
    return pipe(
      dependencies.slack.post(
        channel,
        message,
        threadMetadata(event, message, { isContinued, earlierComponents: [], now: dependencies.now() }),
        O.none,
      ),
      TE.chain((thread) => replyWithUpdates(dependencies, channel)(event, thread, [])),
    );
  };

const editParentMessage =
  ({ slack, now, boardUrl }: Dependencies, channel: string) =>
  (
    event: IncidentEvent,
    { ts, metadata: { event_payload: current } }: Thread,
  ): TE.TaskEither<AnnouncementError, void> => {
    const isContinued = current.is_continued;
    const message = incidentMessage(event, { isContinued, boardUrl });
    const metadata = threadMetadata(event, message, {
      isContinued,
      earlierComponents: current.components.map(({ key }) => key),
      now: now(),
    });
    const { version, digest } = metadata.event_payload;
    return version > current.version || (version === current.version && digest !== current.digest)
      ? pipe(
          slack.edit(channel, ts, message, metadata),
          TE.orElse((error) =>
            error._tag === 'Refused' && editForbiddenCodes.has(error.reason) ? TE.right(undefined) : TE.left(error),
          ),
        )
      : TE.right(undefined);
  };

const updateThread =
  (dependencies: Dependencies, channel: string) =>
  (event: IncidentEvent, thread: Thread): TE.TaskEither<AnnouncementError, Announcement> =>
    pipe(
      editParentMessage(dependencies, channel)(event, thread),
      TE.chain(() => readThread(dependencies.slack)(channel, thread)),
      TE.chain((replies) => replyWithUpdates(dependencies, channel)(event, thread.ts, replies)),
    );

/**
 * Keeps one thread for an incident or a maintenance: the parent message shows the current state and each update is one
 * reply, however often and in whatever order the events arrive. Rules do not apply once a thread has been started.
 */
export const announceIncident =
  (dependencies: Dependencies) =>
  (event: IncidentEvent, channel: string): TE.TaskEither<AnnouncementError, Announcement> =>
    pipe(
      readChannelHistory({ history: dependencies.slack.history, now: dependencies.now })(
        channel,
        RA.some(isThreadOf(event)),
      ),
      TE.chain(({ messages, since }: ChannelHistory) =>
        pipe(
          RA.findLast(isThreadOf(event))(messages),
          O.match(
            () =>
              unlessSuppressed(dependencies.suppressedBy, (unannounced: IncidentEvent) =>
                startThread(dependencies, channel)(unannounced, since),
              )(event),
            (thread) => updateThread(dependencies, channel)(event, thread),
          ),
        ),
      ),
    );
