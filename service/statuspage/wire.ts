import * as t from 'io-ts';
import { IsoTime } from '../codec/iso-time.ts';
import { NonEmptyString } from '../codec/non-empty-string.ts';
import { optional } from '../codec/optional.ts';

const Meta = t.strict({ unsubscribe: optional(t.string), generated_at: optional(t.string) }, 'Meta');

const Page = t.strict(
  {
    id: optional(NonEmptyString),
    status_indicator: optional(t.string),
    status_description: optional(t.string),
  },
  'Page',
);

/** `code` is the component's id; where nothing is affected, the list holds one element with a sentence as its name. */
const AffectedComponent = t.strict(
  {
    code: optional(NonEmptyString),
    name: optional(NonEmptyString),
    old_status: optional(t.string),
    new_status: optional(t.string),
  },
  'AffectedComponent',
);
export type WireAffectedComponent = t.TypeOf<typeof AffectedComponent>;

const IncidentUpdate = t.strict(
  {
    id: optional(NonEmptyString),
    status: optional(t.string),
    body: optional(t.string),
    created_at: optional(IsoTime),
    updated_at: optional(IsoTime),
    display_at: optional(IsoTime),
    affected_components: optional(t.readonlyArray(AffectedComponent)),
  },
  'IncidentUpdate',
);
export type WireIncidentUpdate = t.TypeOf<typeof IncidentUpdate>;

const IncidentComponent = t.strict(
  { id: optional(NonEmptyString), name: optional(NonEmptyString), status: optional(t.string) },
  'IncidentComponent',
);
export type WireIncidentComponent = t.TypeOf<typeof IncidentComponent>;

const Incident = t.strict(
  {
    id: NonEmptyString,
    name: NonEmptyString,
    status: NonEmptyString,
    impact: optional(t.string),
    shortlink: optional(t.string),
    page_id: optional(NonEmptyString),
    created_at: optional(IsoTime),
    updated_at: optional(IsoTime),
    started_at: optional(IsoTime),
    monitoring_at: optional(IsoTime),
    resolved_at: optional(IsoTime),
    scheduled_for: optional(IsoTime),
    scheduled_until: optional(IsoTime),
    components: optional(t.readonlyArray(IncidentComponent)),
    incident_updates: optional(t.readonlyArray(IncidentUpdate)),
  },
  'Incident',
);

const Component = t.strict(
  {
    id: optional(NonEmptyString),
    name: optional(NonEmptyString),
    description: optional(t.string),
    status: optional(NonEmptyString),
    page_id: optional(NonEmptyString),
    updated_at: optional(IsoTime),
  },
  'Component',
);

const ComponentUpdate = t.strict(
  {
    id: optional(NonEmptyString),
    component_id: optional(NonEmptyString),
    old_status: optional(t.string),
    new_status: optional(NonEmptyString),
    created_at: optional(IsoTime),
  },
  'ComponentUpdate',
);

/** An incident or a scheduled maintenance, which arrives as one. */
export const IncidentDelivery = t.strict(
  { meta: optional(Meta), page: optional(Page), incident: Incident },
  'IncidentDelivery',
);
export type IncidentDelivery = t.TypeOf<typeof IncidentDelivery>;

/** One of the two, or both, name the component and its new status. */
export const ComponentDelivery = t.strict(
  {
    meta: optional(Meta),
    page: optional(Page),
    component: optional(Component),
    component_update: optional(ComponentUpdate),
  },
  'ComponentDelivery',
);
export type ComponentDelivery = t.TypeOf<typeof ComponentDelivery>;
