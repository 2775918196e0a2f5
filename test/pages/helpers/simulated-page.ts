import fc from 'fast-check';
import { paths, statuspageId } from './page-documents.ts';

type Update = Readonly<{
  id: string;
  status: string;
  body: string;
  incident_id: string;
  created_at: string;
  updated_at: string;
  display_at: string;
  deliver_notifications: boolean;
  affected_components: ReadonlyArray<Readonly<Record<string, string>>> | null;
}>;

export type Incident = Readonly<{
  id: string;
  name: string;
  status: string;
  impact: string;
  page_id: string;
  created_at: string;
  started_at: string;
  updated_at: string;
  resolved_at: string | null;
  scheduled_for?: string;
  scheduled_until?: string;
  components: ReadonlyArray<unknown>;
  /** Newest first. */
  incident_updates: ReadonlyArray<Update>;
}>;

type Component = Readonly<{ id: string; name: string; status: string; updated_at: string }>;

/** What a page knows at a time. */
export type Snapshot = Readonly<{
  components: ReadonlyArray<Component>;
  incidents: ReadonlyArray<Incident>;
}>;

/** When each delivery of a webhook arrives, in seconds after it was sent: none where it is dropped, two where it is doubled. */
type Fate = ReadonlyArray<number>;

/** What somebody does with a page, so many seconds after what was done before. */
export type Action = Readonly<{
  seconds: number;
  verb: (typeof verbs)[number];
  pick: number;
  isSilent: boolean;
  fates: Readonly<{ incident: Fate; component: Fate }>;
}>;

export type Sent = Readonly<{ body: object; at: number; fate: Fate }>;

const verbs = [
  ...(['open', 'open', 'update', 'update', 'update', 'resolve', 'resolve', 'component', 'component'] as const),
  ...([
    'edit',
    'edit',
    'backDate',
    'backfill',
    'delete',
    'rewrite',
    'schedule',
    'advance',
    'advance',
    'remind',
  ] as const),
];
const componentStatuses = ['operational', 'degraded_performance', 'partial_outage', 'major_outage'] as const;
const incidentStatuses = ['investigating', 'identified', 'monitoring'] as const;
const maintenanceStatuses = ['scheduled', 'in_progress', 'verifying', 'completed'] as const;
const componentIds = ['c1', 'c2', 'c3', 'c4', 'c5'];
const maxListed = 25;
const millisecondsPerDay = 24 * 60 * 60 * 1000;

const onTime: fc.Arbitrary<Fate> = fc.integer({ min: 1, max: 60 }).map((seconds) => [seconds]);
const troubled: fc.Arbitrary<Fate> = fc.constantFrom<Fate[]>([], [], [5, 90], [30, 4000], [200], [7200], [40_000]);

/** `troubledPercent` of the webhooks are dropped, doubled or late. */
const fateOf = (troubledPercent: number): fc.Arbitrary<Fate> =>
  fc.oneof({ weight: 100 - troubledPercent, arbitrary: onTime }, { weight: troubledPercent, arbitrary: troubled });

export const actions = (troubledPercent: number): fc.Arbitrary<ReadonlyArray<Action>> =>
  fc.array(
    fc.record({
      seconds: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: 5, max: 1200 }) },
        { weight: 3, arbitrary: fc.integer({ min: 3600, max: 120_000 }) },
      ),
      verb: fc.constantFrom(...verbs),
      pick: fc.nat(1000),
      isSilent: fc.nat(9).map((chance) => chance < 2),
      fates: fc.record({ incident: fateOf(troubledPercent), component: fateOf(troubledPercent) }),
    }),
    { minLength: 40, maxLength: 90, size: 'max' },
  );

const iso = (time: number): string => new Date(time).toISOString();

const pickOf = <A>(items: ReadonlyArray<A>, pick: number): A | undefined => items[pick % Math.max(1, items.length)];

const isMaintenance = ({ scheduled_for }: Incident): boolean => scheduled_for !== undefined;
const isOver = ({ status }: Incident): boolean => ['resolved', 'postmortem', 'completed'].includes(status);

export const emptyPage = (at: number): Snapshot => ({
  components: componentIds.map((id) => ({ id, name: `Component ${id}`, status: 'operational', updated_at: iso(at) })),
  incidents: [],
});

const source = {
  meta: { unsubscribe: 'https://status.example.com/?unsubscribe=abc' },
  page: { id: statuspageId, status_indicator: 'none', status_description: 'All Systems Operational' },
};

const incidentBody = (incident: Incident): object => ({ ...source, incident });

const componentBody = (component: Component, before: Component): object => ({
  ...source,
  component_update: {
    id: `u${component.id}${component.updated_at}`,
    component_id: component.id,
    old_status: before.status,
    new_status: component.status,
    created_at: component.updated_at,
  },
  component: { ...component, page_id: statuspageId },
});

type Done = Readonly<{ snapshot: Snapshot; sent: ReadonlyArray<Sent> }>;

const withIncident = ({ components, incidents }: Snapshot, changed: Incident): Snapshot => ({
  components,
  incidents: [changed, ...incidents.filter(({ id }) => id !== changed.id)],
});

/** What an action makes of a page, and the webhooks that the page sends of it. */
export const perform = (snapshot: Snapshot, action: Action, at: number): Done => {
  const { verb, pick, isSilent, fates } = action;
  const time = iso(at);
  const unchanged: Done = { snapshot, sent: [] };
  const open = snapshot.incidents.filter((incident) => !isOver(incident) && !isMaintenance(incident));
  const planned = snapshot.incidents.filter((incident) => !isOver(incident) && isMaintenance(incident));

  const withComponent = (before: Snapshot, component: Component | undefined, status: string): Done => {
    if (component === undefined || component.status === status) return { snapshot: before, sent: [] };
    const changed = { ...component, status, updated_at: time };
    return {
      snapshot: { ...before, components: before.components.map((it) => (it.id === component.id ? changed : it)) },
      sent: [{ body: componentBody(changed, component), at, fate: fates.component }],
    };
  };

  const withUpdate = (incident: Incident, status: string, component?: Component, newStatus = ''): Done => {
    const update: Update = {
      id: `${incident.id}-${incident.incident_updates.length}-${at}`,
      status,
      body: `It is ${status} (${pick}).`,
      incident_id: incident.id,
      created_at: time,
      updated_at: time,
      display_at: time,
      deliver_notifications: !isSilent,
      affected_components:
        component === undefined
          ? null
          : [
              {
                code: component.id,
                name: `Group - ${component.name}`,
                old_status: component.status,
                new_status: newStatus,
              },
            ],
    };
    const changed = { ...incident, status, updated_at: time, incident_updates: [update, ...incident.incident_updates] };
    const done = withComponent(withIncident(snapshot, changed), component, newStatus);
    return {
      ...done,
      sent: isSilent ? done.sent : [...done.sent, { body: incidentBody(changed), at, fate: fates.incident }],
    };
  };

  const anIncident = (prefix: string, impact: string, startedAt: string): Incident => ({
    id: `${prefix}${at}`,
    name: `Incident ${at}`,
    status: '',
    impact,
    page_id: statuspageId,
    created_at: startedAt,
    started_at: startedAt,
    updated_at: time,
    resolved_at: null,
    components: [],
    incident_updates: [],
  });

  const edit = (incident: Incident | undefined, change: (update: Update) => Update): Snapshot => {
    const update = pickOf(incident?.incident_updates ?? [], pick);
    return incident === undefined || update === undefined
      ? snapshot
      : withIncident(snapshot, {
          ...incident,
          updated_at: time,
          incident_updates: incident.incident_updates.map((it) =>
            it === update ? { ...change(it), updated_at: time } : it,
          ),
        });
  };

  const component = pickOf(snapshot.components, pick);
  const daysAgo = iso(at - (1 + (pick % 5)) * millisecondsPerDay);
  const status = pickOf(componentStatuses, pick) ?? 'operational';
  switch (verb) {
    case 'open':
      return withUpdate(anIncident('i', pick % 2 === 0 ? 'minor' : 'major', time), 'investigating', component, status);
    case 'update': {
      const incident = pickOf(open, pick);
      return incident === undefined ? unchanged : withUpdate(incident, pickOf(incidentStatuses, pick) ?? 'identified');
    }
    case 'resolve': {
      const incident = pickOf(open, pick);
      if (incident === undefined) return unchanged;
      const resolved = { ...incident, resolved_at: pick % 3 === 0 ? daysAgo : time };
      return withUpdate(resolved, 'resolved', component, 'operational');
    }
    case 'component':
      return withComponent(snapshot, component, status);
    case 'edit':
      return {
        snapshot: edit(pickOf(snapshot.incidents, pick), (update) => ({ ...update, body: `${update.body} Edited.` })),
        sent: [],
      };
    case 'backDate':
      return {
        snapshot: edit(pickOf(open, pick), (update) => ({ ...update, display_at: daysAgo })),
        sent: [],
      };
    case 'backfill': {
      const incident = { ...anIncident('b', 'minor', daysAgo), resolved_at: daysAgo };
      const { snapshot: backfilled } = withUpdate(incident, 'resolved');
      const silently = backfilled.incidents.map((it) =>
        it.id === incident.id
          ? {
              ...it,
              incident_updates: it.incident_updates.map((update) => ({
                ...update,
                display_at: daysAgo,
                deliver_notifications: false,
              })),
            }
          : it,
      );
      return { snapshot: { ...backfilled, incidents: silently }, sent: [] };
    }
    case 'delete': {
      const incident = pickOf(snapshot.incidents, pick);
      return { snapshot: { ...snapshot, incidents: snapshot.incidents.filter((it) => it !== incident) }, sent: [] };
    }
    case 'rewrite':
      return {
        snapshot: { ...snapshot, incidents: snapshot.incidents.map((it) => ({ ...it, updated_at: time })) },
        sent: [],
      };
    case 'schedule':
      return withUpdate(
        {
          ...anIncident('m', 'maintenance', time),
          scheduled_for: iso(at + millisecondsPerDay),
          scheduled_until: iso(at + 1.1 * millisecondsPerDay),
        },
        'scheduled',
      );
    case 'advance': {
      const incident = pickOf(planned, pick);
      const next = maintenanceStatuses[maintenanceStatuses.findIndex((it) => it === incident?.status) + 1];
      return incident === undefined || next === undefined ? unchanged : withUpdate(incident, next);
    }
    case 'remind': {
      const incident = pickOf(planned, pick);
      return incident === undefined ? unchanged : withUpdate(incident, incident.status);
    }
  }
};

const listed = (incidents: ReadonlyArray<Incident>): ReadonlyArray<Incident> =>
  incidents
    .toSorted((left, right) => right.created_at.localeCompare(left.created_at))
    .slice(0, maxListed)
    // In no reliable order.
    .toSorted((left, right) =>
      left.id.split('').toReversed().join('') < right.id.split('').toReversed().join('') ? -1 : 1,
    );

const page = { id: statuspageId, name: 'Example', url: 'https://status.example.com' };

/** A page's documents, each as it was when the page's cache took it. */
export const documentsOf = (
  snapshots: Readonly<Record<'summary' | 'incidents' | 'maintenances', Snapshot>>,
): ReadonlyMap<string, unknown> => {
  const { summary } = snapshots;
  return new Map<string, unknown>([
    [
      paths.summary,
      {
        page,
        status: { indicator: 'none', description: 'All Systems Operational' },
        components: summary.components,
        incidents: summary.incidents.filter((it) => !isMaintenance(it) && !isOver(it)),
        scheduled_maintenances: summary.incidents.filter((it) => isMaintenance(it) && !isOver(it)),
      },
    ],
    [paths.incidents, { page, incidents: listed(snapshots.incidents.incidents.filter((it) => !isMaintenance(it))) }],
    [
      paths.maintenances,
      { page, scheduled_maintenances: listed(snapshots.maintenances.incidents.filter(isMaintenance)) },
    ],
  ]);
};
