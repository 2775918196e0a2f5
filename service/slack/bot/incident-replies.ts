import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { IncidentEvent, IncidentUpdate } from '../../domain/status-event.ts';
import type { PostedMessage } from '../api/slack-api.ts';
import type { Message } from '../messages/block-kit.ts';
import { omissionMetadata, type UpdateMetadata, updateMetadata } from '../messages/message-metadata.ts';
import { omissionMessage, updateMessage } from '../messages/update-message.ts';

/** A reply in an incident's thread: `message` is made only if it is posted. */
export type Reply = Readonly<{ message: () => Message; metadata: UpdateMetadata }>;

const maxUpdates = 50;

// An incident without updates still has a status to show.
const updatesNewestFirst = ({ incident, updates }: IncidentEvent): ReadonlyArray<IncidentUpdate> =>
  RA.isNonEmpty(updates)
    ? updates
    : [
        {
          id: undefined,
          status: incident.status,
          body: undefined,
          createdAt: incident.updatedAt,
          updatedAt: undefined,
          displayAt: undefined,
          deliverNotifications: undefined,
          components: [],
        },
      ];

// Of updates with the same id, the one that was edited last.
const distinctNewestFirst = (event: IncidentEvent, now: Date): ReadonlyArray<Reply> => {
  const byUpdate = new Map<string, Reply>();
  for (const update of updatesNewestFirst(event)) {
    const metadata = updateMetadata(event, update, now);
    const { update: key, version } = metadata.event_payload;
    const found = byUpdate.get(key);
    if (found === undefined || found.metadata.event_payload.version < version) {
      byUpdate.set(key, { message: () => updateMessage(update), metadata });
    }
  }
  return [...byUpdate.values()];
};

/**
 * The replies that an incident's thread should have, oldest first: one for each of its newest 50 updates and, before them,
 * how many older ones were never posted.
 */
export const incidentReplies = (
  event: IncidentEvent,
  posted: ReadonlyArray<PostedMessage>,
  now: Date,
): ReadonlyArray<Reply> => {
  const updates = distinctNewestFirst(event, now);
  const isPosted = new Set(posted.map(({ metadata: { event_payload } }) => event_payload.update));
  const omitted = updates
    .slice(maxUpdates)
    .filter(({ metadata: { event_payload } }) => !isPosted.has(event_payload.update)).length;
  return [
    ...(omitted > 0 ? [{ message: () => omissionMessage(omitted), metadata: omissionMetadata(event, omitted) }] : []),
    ...updates.slice(0, maxUpdates).toReversed(),
  ];
};
