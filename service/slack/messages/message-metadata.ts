import { createHash } from 'node:crypto';
import * as t from 'io-ts';
import { editedAt, occurredAt } from '../../domain/event-times.ts';
import { statusRank } from '../../domain/incident-lifecycle.ts';
import { incidentPeriod } from '../../domain/incident-period.ts';
import { pageKey } from '../../domain/page-key.ts';
import type { ComponentEvent, IncidentEvent, IncidentUpdate } from '../../domain/status-event.ts';
import type { Message } from './block-kit.ts';

// An absent text is empty, because Slack's metadata has no null.
const ThreadMetadata = t.strict(
  {
    event_type: t.literal('statuswatch_incident'),
    event_payload: t.strict({
      page: t.string,
      incident: t.string,
      update: t.string,
      version: t.string,
      digest: t.string,
      started_at: t.string,
      ended_at: t.string,
      is_over: t.boolean,
      is_continued: t.boolean,
      components: t.array(t.strict({ key: t.string })),
    }),
  },
  'ThreadMetadata',
);
export type ThreadMetadata = t.TypeOf<typeof ThreadMetadata>;

const UpdateMetadata = t.strict(
  {
    event_type: t.literal('statuswatch_update'),
    event_payload: t.strict({ page: t.string, incident: t.string, update: t.string, version: t.string }),
  },
  'UpdateMetadata',
);
export type UpdateMetadata = t.TypeOf<typeof UpdateMetadata>;

const ComponentMetadata = t.strict(
  {
    event_type: t.literal('statuswatch_component'),
    event_payload: t.strict({ page: t.string, component: t.string, update: t.string, version: t.string }),
  },
  'ComponentMetadata',
);
export type ComponentMetadata = t.TypeOf<typeof ComponentMetadata>;

/** The hidden metadata by which we find our own messages again: https://docs.slack.dev/messaging/message-metadata */
export const MessageMetadata = t.union([ThreadMetadata, UpdateMetadata, ComponentMetadata], 'MessageMetadata');
export type MessageMetadata = t.TypeOf<typeof MessageMetadata>;

const maxComponents = 50;
const maxKeyLength = 100;

const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

/** Sorts as text in the order in which an incident's versions came about, whatever the order of arrival. */
export const incidentVersion = (event: IncidentEvent): string =>
  [
    editedAt(event) ?? '',
    event.incident.updatedAt ?? '',
    `${event.updates.length}`.padStart(4, '0'),
    `${statusRank(event.incident.status)}`,
  ].join(' ');

/** `earlierComponents` are the components that the thread named before; it keeps them. */
export const threadMetadata = (
  event: IncidentEvent,
  message: Message,
  { isContinued, earlierComponents }: Readonly<{ isContinued: boolean; earlierComponents: ReadonlyArray<string> }>,
): ThreadMetadata => {
  const { isOver, startedAt = '', endedAt = '' } = incidentPeriod(event);
  const keys = event.components.map(({ id, name }) => (id ?? name ?? '').slice(0, maxKeyLength));
  return {
    event_type: 'statuswatch_incident',
    event_payload: {
      page: pageKey(event),
      incident: event.incident.id,
      update: event.updates[0]?.id ?? '',
      version: incidentVersion(event),
      digest: digestOf(message),
      started_at: startedAt,
      ended_at: endedAt,
      is_over: isOver,
      is_continued: isContinued,
      components: [...new Set([...keys, ...earlierComponents])]
        .filter((key) => key !== '')
        .slice(0, maxComponents)
        .map((key) => ({ key })),
    },
  };
};

export const updateMetadata = (event: IncidentEvent, update: IncidentUpdate): UpdateMetadata => ({
  event_type: 'statuswatch_update',
  event_payload: {
    page: pageKey(event),
    incident: event.incident.id,
    update: update.id ?? digestOf([update.createdAt, update.status, update.body]),
    version: update.updatedAt ?? '',
  },
});

/** If the page gives neither an id nor a time, `update` and `version` are empty and the change counts as new. */
export const componentMetadata = (event: ComponentEvent): ComponentMetadata => ({
  event_type: 'statuswatch_component',
  event_payload: {
    page: pageKey(event),
    component: event.component.id,
    update: event.update.id ?? '',
    version: occurredAt(event) ?? '',
  },
});
