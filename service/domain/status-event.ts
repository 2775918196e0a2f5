import * as t from 'io-ts';
import { UtcTime } from '../codec/iso-time.ts';
import { optional } from '../codec/optional.ts';

const Page = t.strict(
  { id: optional(t.string), indicator: optional(t.string), description: optional(t.string) },
  'Page',
);

/** A component as an incident or an update reports it. Any status is possible, and kept as the vendor wrote it. */
export const AffectedComponent = t.strict(
  {
    id: optional(t.string),
    name: optional(t.string),
    oldStatus: optional(t.string),
    newStatus: optional(t.string),
  },
  'AffectedComponent',
);
export type AffectedComponent = t.TypeOf<typeof AffectedComponent>;

export const IncidentUpdate = t.strict(
  {
    id: optional(t.string),
    status: optional(t.string),
    body: optional(t.string),
    createdAt: optional(UtcTime),
    updatedAt: optional(UtcTime),
    displayAt: optional(UtcTime),
    /** Whether the page notified its subscribers, which it often does not for an edit. */
    deliverNotifications: optional(t.boolean),
    components: t.readonlyArray(AffectedComponent),
  },
  'IncidentUpdate',
);
export type IncidentUpdate = t.TypeOf<typeof IncidentUpdate>;

const Incident = t.strict(
  {
    id: t.string,
    name: t.string,
    status: t.string,
    impact: optional(t.string),
    shortlink: optional(t.string),
    createdAt: optional(UtcTime),
    updatedAt: optional(UtcTime),
    startedAt: optional(UtcTime),
    monitoringAt: optional(UtcTime),
    resolvedAt: optional(UtcTime),
    scheduledFor: optional(UtcTime),
    scheduledUntil: optional(UtcTime),
  },
  'Incident',
);

const Component = t.strict(
  {
    id: t.string,
    name: optional(t.string),
    description: optional(t.string),
    oldStatus: optional(t.string),
    newStatus: t.string,
    updatedAt: optional(UtcTime),
  },
  'Component',
);

const ComponentUpdate = t.strict({ id: optional(t.string), createdAt: optional(UtcTime) }, 'ComponentUpdate');

const source = {
  provider: t.string,
  verified: t.boolean,
  /** True for a test delivery about something that never happened. */
  rehearsal: optional(t.boolean),
  page: Page,
};

/** An incident or a scheduled maintenance with its history: `updates` newest first, `components` in their present state. */
export const IncidentEvent = t.strict(
  {
    kind: t.keyof({ incident: null, maintenance: null }),
    ...source,
    incident: Incident,
    components: t.readonlyArray(AffectedComponent),
    updates: t.readonlyArray(IncidentUpdate),
  },
  'IncidentEvent',
);
export type IncidentEvent = t.TypeOf<typeof IncidentEvent>;

export const ComponentEvent = t.strict(
  { kind: t.literal('component'), ...source, component: Component, update: ComponentUpdate },
  'ComponentEvent',
);
export type ComponentEvent = t.TypeOf<typeof ComponentEvent>;

/** What happened at a vendor, in plain text and UTC. Encoded, it is the `event` of a log entry. */
export const StatusEvent = t.union([IncidentEvent, ComponentEvent], 'StatusEvent');
export type StatusEvent = t.TypeOf<typeof StatusEvent>;
