import * as t from 'io-ts';
import { UtcTime } from '../codec/iso-time.ts';
import { optional } from '../codec/optional.ts';

/** Why a page could not be read: a closed list, which the board and the alerts count by. */
export const UnreadableReason = t.keyof(
  {
    blocked: null,
    invalid_redirect: null,
    not_found: null,
    not_json: null,
    not_public: null,
    rate_limited: null,
    server_error: null,
    timeout: null,
    too_large: null,
    unreachable: null,
    unrecognised: null,
  },
  'UnreadableReason',
);
export type UnreadableReason = t.TypeOf<typeof UnreadableReason>;

const ListedComponent = t.strict({ id: t.string, name: t.string, status: t.string }, 'ListedComponent');

/** An incident that is open, or a maintenance that is scheduled or running; `version` tells one edit from another. */
export const OpenIncident = t.strict(
  {
    id: t.string,
    kind: t.keyof({ incident: null, maintenance: null }),
    name: t.string,
    status: t.string,
    impact: optional(t.string),
    startedAt: optional(UtcTime),
    version: t.string,
    /** Since when the page no longer lists it. */
    missingSince: optional(UtcTime),
  },
  'OpenIncident',
);
export type OpenIncident = t.TypeOf<typeof OpenIncident>;

/** A page as it was last read; while it is unreadable, what was last read stays. */
export const PageState = t.strict(
  {
    origin: t.string,
    provider: t.string,
    product: optional(t.string),
    id: optional(t.string),
    readable: t.boolean,
    reason: optional(UnreadableReason),
    /** Since when it is unreadable. */
    since: optional(UtcTime),
    /** Whether that was reported. */
    reported: optional(t.boolean),
    /** When it was last read; absent where it never was. */
    readAt: optional(UtcTime),
    indicator: optional(t.string),
    componentCount: t.number,
    /** Those that are not operational. */
    components: t.readonlyArray(ListedComponent),
    open: t.readonlyArray(OpenIncident),
    /** How many components and open incidents the lists leave out. */
    omitted: t.strict({ components: t.number, open: t.number }),
    firstWebhookAt: optional(UtcTime),
    lastWebhookAt: optional(UtcTime),
  },
  'PageState',
);
export type PageState = t.TypeOf<typeof PageState>;
