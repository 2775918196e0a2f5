import { createHash } from 'node:crypto';
import * as t from 'io-ts';
import { occurredAt } from '../../domain/event-times.ts';
import { incidentOrder, notInFuture } from '../../domain/incident-order.ts';
import { incidentPeriod } from '../../domain/incident-period.ts';
import { pageKey } from '../../domain/page-key.ts';
import type { ComponentEvent, IncidentEvent, IncidentUpdate } from '../../domain/status-event.ts';
import type { Message } from './block-kit.ts';
import { changedComponents } from './changed-components.ts';

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

const update = { page: t.string, incident: t.string, update: t.string, version: t.string };

const UpdateMetadata = t.strict(
  {
    event_type: t.literal('statuswatch_update'),
    event_payload: t.strict({ ...update, created_at: t.string, changes: t.array(t.strict({ key: t.string })) }),
  },
  'UpdateMetadata',
);

// As it was posted before it named the changes of components.
const EarlierUpdateMetadata = t.strict(
  { event_type: t.literal('statuswatch_update'), event_payload: t.strict(update) },
  'EarlierUpdateMetadata',
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
export const MessageMetadata = t.union(
  [ThreadMetadata, UpdateMetadata, EarlierUpdateMetadata, ComponentMetadata],
  'MessageMetadata',
);
export type MessageMetadata = t.TypeOf<typeof MessageMetadata>;

const maxComponents = 50;
const maxKeyLength = 100;

const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

/** An id as metadata holds it: one of over 100 characters is shortened, as Slack limits the size of metadata. */
export const metadataKey = (id: string): string =>
  id.length <= maxKeyLength ? id : `${id.slice(0, maxKeyLength - 22).toWellFormed()}${digestOf(id)}`;

/** What tells the incidents of all pages apart. */
export const incidentKey = (event: IncidentEvent): Readonly<{ page: string; incident: string }> => ({
  page: metadataKey(pageKey(event)),
  incident: metadataKey(event.incident.id),
});

/** `earlierComponents` are the components that the thread named before; it keeps them. */
export const threadMetadata = (
  event: IncidentEvent,
  message: Message,
  {
    isContinued,
    earlierComponents,
    now,
  }: Readonly<{ isContinued: boolean; earlierComponents: ReadonlyArray<string>; now: Date }>,
): ThreadMetadata => {
  const { isOver, startedAt = '', endedAt = '' } = incidentPeriod(event);
  const keys = event.components.map(({ id, name }) => metadataKey(id ?? name ?? ''));
  return {
    event_type: 'statuswatch_incident',
    event_payload: {
      ...incidentKey(event),
      update: metadataKey(event.updates[0]?.id ?? ''),
      version: incidentOrder(event, now),
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

const changeKey = (component: string, newStatus: string): string => digestOf([component, newStatus]);

/** The keys of a component's change, of which the metadata of an update that names it has one. */
export const changeKeys = ({ component: { id, name = id, newStatus } }: ComponentEvent): ReadonlyArray<string> =>
  [id, name].map((component) => changeKey(component, newStatus));

export const updateMetadata = (event: IncidentEvent, update: IncidentUpdate, now: Date): UpdateMetadata => ({
  event_type: 'statuswatch_update',
  event_payload: {
    ...incidentKey(event),
    update: update.id === undefined ? digestOf([update.createdAt, update.status, update.body]) : metadataKey(update.id),
    version: notInFuture(update.updatedAt, now),
    created_at: update.createdAt ?? '',
    changes: changedComponents(update)
      .slice(0, maxComponents)
      .map(({ id, name, newStatus }) => ({ key: changeKey(id ?? name ?? '', newStatus ?? '') })),
  },
});

/** The metadata of the reply that counts the updates that were left out. */
export const omissionMetadata = (event: IncidentEvent, omitted: number): UpdateMetadata => ({
  event_type: 'statuswatch_update',
  event_payload: {
    ...incidentKey(event),
    update: 'omitted',
    version: `${omitted}`.padStart(6, '0'),
    created_at: '',
    changes: [],
  },
});

/** If the page gives neither an id nor a time, `update` and `version` are empty and the change counts as new. */
export const componentMetadata = (event: ComponentEvent, now: Date): ComponentMetadata => ({
  event_type: 'statuswatch_component',
  event_payload: {
    page: metadataKey(pageKey(event)),
    component: metadataKey(event.component.id),
    update: metadataKey(event.update.id ?? ''),
    version: notInFuture(occurredAt(event), now),
  },
});
