import * as t from 'io-ts';
import { UtcTime } from '../codec/iso-time.ts';
import { optional } from '../codec/optional.ts';
import { Impact } from '../domain/impact.ts';
import { UnreadableReason } from '../domain/page-state.ts';

const ProviderReference = t.strict({ id: t.string, name: t.string }, 'ProviderReference');
const IncidentKind = t.keyof({ incident: null, maintenance: null }, 'IncidentKind');

/** A component that is not operational, or that an incident names; any status is possible. */
export const ComponentView = t.strict(
  { id: optional(t.string), name: optional(t.string), status: optional(t.string) },
  'ComponentView',
);
export type ComponentView = t.TypeOf<typeof ComponentView>;

export const UpdateView = t.strict(
  {
    id: optional(t.string),
    status: optional(t.string),
    /** The vendor's plain text. */
    body: optional(t.string),
    createdAt: optional(UtcTime),
    components: t.readonlyArray(ComponentView),
  },
  'UpdateView',
);
export type UpdateView = t.TypeOf<typeof UpdateView>;

/** An incident or a maintenance as it stood at the time of the view. */
export const IncidentView = t.strict(
  {
    id: t.string,
    kind: IncidentKind,
    provider: ProviderReference,
    name: t.string,
    /** At the time of the view; `unknown` where the page does not say what it was then. */
    status: t.string,
    /** Absent for a maintenance; an unknown impact counts as minor. */
    impact: optional(Impact),
    /** The vendor's own page about it. */
    link: optional(t.string),
    isOpen: t.boolean,
    isRehearsal: t.boolean,
    startedAt: optional(UtcTime),
    /** Also where it lies after the time of the view. */
    endedAt: optional(UtcTime),
    scheduledUntil: optional(UtcTime),
    /** A maintenance that goes on after its end: it should have ended. */
    isOverdue: t.boolean,
    /** When the newest entry about it was recorded. */
    lastHeardAt: UtcTime,
    /** Nothing was heard of it for three days, and its page is not read: it may well be over. */
    isSilent: t.boolean,
    components: t.readonlyArray(ComponentView),
    /** Those that were there at the time of the view, newest first. */
    updates: t.readonlyArray(UpdateView),
  },
  'IncidentView',
);
export type IncidentView = t.TypeOf<typeof IncidentView>;

const IncidentReference = t.strict(
  { id: t.string, kind: IncidentKind, name: t.string, impact: optional(Impact), isRehearsal: t.boolean },
  'IncidentReference',
);

export const DayView = t.strict(
  {
    /** In UTC: `2026-11-20`. */
    date: t.string,
    /** `unknown` before the page's first record, and while it cannot be read. */
    state: t.keyof({ incident: null, maintenance: null, quiet: null, unknown: null }, 'DayState'),
    /** The worst of its incidents. */
    impact: optional(Impact),
    incidents: t.readonlyArray(IncidentReference),
  },
  'DayView',
);
export type DayView = t.TypeOf<typeof DayView>;

export const MonthView = t.strict(
  {
    /** In UTC: `2026-11`. */
    month: t.string,
    /** In which at least one incident with an impact was open; maintenance does not count. */
    impactMinutes: t.number,
    /** Whether it began before the page's first record, so that incidents may be missing. */
    isIncomplete: t.boolean,
  },
  'MonthView',
);
export type MonthView = t.TypeOf<typeof MonthView>;

/**
 * From worst to best: `incident` is open; `impaired`: components are not operational though no incident is open; `unknown`:
 * the page could not be read, or what was open was not heard of for days; `maintenance` is running; `operational`: the page
 * says so; `no_known_incident`: the page only pushes, or was never heard of.
 */
export const ProviderState = t.keyof(
  { incident: null, impaired: null, unknown: null, maintenance: null, operational: null, no_known_incident: null },
  'ProviderState',
);
export type ProviderState = t.TypeOf<typeof ProviderState>;

const providerFields = {
  /** The page's id; where that is not known, the host of the page or the provider's name. */
  id: t.string,
  name: t.string,
  /** Where the page is read. */
  origin: optional(t.string),
  state: ProviderState,
  /** How bad it is, where the state is `incident` or `impaired`. */
  impact: optional(Impact),
  since: optional(UtcTime),
  /** Whether the state is a rehearsal's. */
  isRehearsal: t.boolean,
  /** Those that are not operational. */
  components: t.readonlyArray(ComponentView),
  incidents: t.readonlyArray(IncidentReference),
  isPolled: t.boolean,
  /** When a webhook was last recorded. */
  webhookAt: optional(UtcTime),
  /** When the page was last read. */
  polledAt: optional(UtcTime),
  /** Why the page could not be read the last time that it was asked. */
  unreadable: optional(t.strict({ reason: optional(UnreadableReason), since: optional(UtcTime) }, 'Unreadable')),
};

export const ProviderStatus = t.strict(providerFields, 'ProviderStatus');

/** A provider with 90 days of history, the oldest day and month first. */
export const ProviderView = t.strict(
  {
    ...providerFields,
    /** When the first entry about it was recorded; absent where there is none. */
    firstRecordedAt: optional(UtcTime),
    days: t.readonlyArray(DayView),
    months: t.readonlyArray(MonthView),
  },
  'ProviderView',
);
export type ProviderView = t.TypeOf<typeof ProviderView>;

/** The answer: `broken` where an incident or an impaired component has an impact, by provider in `ProviderView`. */
export const Answer = t.strict(
  {
    state: t.keyof({ broken: null, unknown: null, quiet: null }, 'AnswerState'),
    providerCount: t.number,
    /** The ids of what is broken or unknown, worst first. */
    providers: t.readonlyArray(t.string),
  },
  'Answer',
);
export type Answer = t.TypeOf<typeof Answer>;

/** StatusWatch itself, in the 24 hours before the time of the view. */
export const SelfView = t.strict(
  {
    lastDeliveryAt: optional(UtcTime),
    refused: t.number,
    unrecognised: t.number,
    /** The providers whose page could not be read the last time that it was asked. */
    unreadablePages: t.readonlyArray(t.string),
    /** Since when the history cannot be read: what was recorded afterwards is not in the view. */
    staleSince: optional(UtcTime),
  },
  'SelfView',
);
export type SelfView = t.TypeOf<typeof SelfView>;

const momentFields = {
  /** What the view shows. */
  at: UtcTime,
  /** `then`: only what was recorded by that time. */
  known: t.keyof({ now: null, then: null }, 'Known'),
  /** When the view was made. */
  generatedAt: UtcTime,
};

export const statusFields = {
  answer: Answer,
  /** Newest first. */
  openIncidents: t.readonlyArray(IncidentView),
  /** The one that began first comes first. */
  runningMaintenance: t.readonlyArray(IncidentView),
  /** That begins within seven days, the next first. */
  upcomingMaintenance: t.readonlyArray(IncidentView),
  self: SelfView,
};

/** What pages and programs are shown, as it was at a time: times in UTC, providers worst first. */
export const BoardView = t.strict(
  { ...momentFields, ...statusFields, providers: t.readonlyArray(ProviderView) },
  'BoardView',
);
export type BoardView = t.TypeOf<typeof BoardView>;
