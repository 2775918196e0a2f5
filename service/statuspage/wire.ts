import * as t from 'io-ts';
import { IsoTime } from '../codec/iso-time.ts';
import { NonEmptyString } from '../codec/non-empty-string.ts';
import { object } from '../codec/object.ts';
import { nullish } from '../codec/optional.ts';

/** `rehearsal` marks test deliveries of StatusWatch; no status page sends it. */
const Meta = object(
  { unsubscribe: nullish(t.string), generated_at: nullish(t.string), rehearsal: nullish(t.boolean) },
  'Meta',
);

const Page = object(
  {
    id: nullish(NonEmptyString),
    status_indicator: nullish(t.string),
    status_description: nullish(t.string),
  },
  'Page',
);

/** `code` is the component's id. Where nothing is affected, the list has one element whose name says so. */
const AffectedComponent = object(
  {
    code: nullish(NonEmptyString),
    name: nullish(NonEmptyString),
    old_status: nullish(t.string),
    new_status: nullish(t.string),
  },
  'AffectedComponent',
);
export type WireAffectedComponent = t.TypeOf<typeof AffectedComponent>;

const IncidentUpdate = object(
  {
    id: nullish(NonEmptyString),
    status: nullish(t.string),
    body: nullish(t.string),
    created_at: nullish(IsoTime),
    updated_at: nullish(IsoTime),
    display_at: nullish(IsoTime),
    deliver_notifications: nullish(t.boolean),
    affected_components: nullish(t.readonlyArray(AffectedComponent)),
  },
  'IncidentUpdate',
);
export type WireIncidentUpdate = t.TypeOf<typeof IncidentUpdate>;

const IncidentComponent = object(
  { id: nullish(NonEmptyString), name: nullish(NonEmptyString), status: nullish(t.string) },
  'IncidentComponent',
);
export type WireIncidentComponent = t.TypeOf<typeof IncidentComponent>;

const Incident = object(
  {
    id: NonEmptyString,
    name: NonEmptyString,
    status: NonEmptyString,
    impact: nullish(t.string),
    shortlink: nullish(t.string),
    page_id: nullish(NonEmptyString),
    created_at: nullish(IsoTime),
    updated_at: nullish(IsoTime),
    started_at: nullish(IsoTime),
    monitoring_at: nullish(IsoTime),
    resolved_at: nullish(IsoTime),
    scheduled_for: nullish(IsoTime),
    scheduled_until: nullish(IsoTime),
    components: nullish(t.readonlyArray(IncidentComponent)),
    incident_updates: nullish(t.readonlyArray(IncidentUpdate)),
  },
  'Incident',
);

const Component = object(
  {
    id: nullish(NonEmptyString),
    name: nullish(NonEmptyString),
    description: nullish(t.string),
    status: nullish(NonEmptyString),
    page_id: nullish(NonEmptyString),
    updated_at: nullish(IsoTime),
  },
  'Component',
);

const ComponentUpdate = object(
  {
    id: nullish(NonEmptyString),
    component_id: nullish(NonEmptyString),
    old_status: nullish(t.string),
    new_status: nullish(NonEmptyString),
    created_at: nullish(IsoTime),
  },
  'ComponentUpdate',
);

/** An incident, or a scheduled maintenance, which arrives as an incident. */
export const IncidentDelivery = object(
  { meta: nullish(Meta), page: nullish(Page), incident: Incident },
  'IncidentDelivery',
);
export type IncidentDelivery = t.TypeOf<typeof IncidentDelivery>;

/** `component`, `component_update` or both name the component and its new status. */
export const ComponentDelivery = object(
  {
    meta: nullish(Meta),
    page: nullish(Page),
    component: nullish(Component),
    component_update: nullish(ComponentUpdate),
  },
  'ComponentDelivery',
);
export type ComponentDelivery = t.TypeOf<typeof ComponentDelivery>;
