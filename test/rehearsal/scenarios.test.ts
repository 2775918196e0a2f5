import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { eventVersion } from '../../service/domain/event-version.ts';
import { newId } from '../../service/rehearsal/new-id.ts';
import { scenarios } from '../../service/rehearsal/scenarios.ts';
import { decodeDelivery } from '../../service/statuspage/decode-delivery.ts';

const Nullable = <C extends t.Mixed>(codec: C) => t.union([codec, t.null]);

const Meta = t.strict({
  unsubscribe: t.string,
  documentation: t.string,
  generated_at: t.string,
  rehearsal: t.literal(true),
});

const Page = t.strict({ id: t.string, status_indicator: t.string, status_description: t.string });

const Component = t.strict({
  status: t.string,
  name: t.string,
  created_at: t.string,
  updated_at: t.string,
  position: t.number,
  description: t.null,
  showcase: t.boolean,
  start_date: t.null,
  id: t.string,
  page_id: t.string,
  group_id: t.null,
});

const AffectedComponent = t.strict({ code: t.string, name: t.string, old_status: t.string, new_status: t.string });

const IncidentUpdate = t.strict({
  status: t.string,
  body: t.string,
  created_at: t.string,
  wants_twitter_update: t.boolean,
  twitter_updated_at: t.null,
  updated_at: t.string,
  display_at: t.string,
  affected_components: Nullable(t.array(AffectedComponent)),
  deliver_notifications: t.boolean,
  custom_tweet: t.null,
  tweet_id: t.null,
  id: t.string,
  incident_id: t.string,
});

const IncidentDelivery = t.strict({
  meta: Meta,
  page: Page,
  incident: t.strict({
    name: t.string,
    status: t.string,
    created_at: t.string,
    updated_at: t.string,
    monitoring_at: Nullable(t.string),
    resolved_at: Nullable(t.string),
    started_at: t.string,
    impact: t.string,
    shortlink: t.string,
    postmortem_ignored: t.boolean,
    postmortem_body: Nullable(t.string),
    postmortem_body_last_updated_at: Nullable(t.string),
    postmortem_published_at: Nullable(t.string),
    postmortem_notified_subscribers: t.boolean,
    postmortem_notified_twitter: t.boolean,
    backfilled: t.boolean,
    scheduled_for: Nullable(t.string),
    scheduled_until: Nullable(t.string),
    scheduled_remind_prior: t.boolean,
    scheduled_reminded_at: t.null,
    impact_override: t.null,
    scheduled_auto_in_progress: t.boolean,
    scheduled_auto_completed: t.boolean,
    id: t.string,
    page_id: t.string,
    incident_updates: t.array(IncidentUpdate),
    components: t.array(Component),
  }),
});

const ComponentDelivery = t.strict({
  meta: Meta,
  page: Page,
  component: Component,
  component_update: t.strict({
    old_status: t.string,
    new_status: t.string,
    created_at: t.string,
    component_type: t.literal('Component'),
    id: t.string,
    component_id: t.string,
  }),
});

const Payload = t.union([IncidentDelivery, ComponentDelivery]);
type Payload = t.TypeOf<typeof Payload>;
type IncidentDelivery = t.TypeOf<typeof IncidentDelivery>;
type ComponentDelivery = t.TypeOf<typeof ComponentDelivery>;

// Those that a real page could send as they are, and whose components recover.
const names = ['incident', 'maintenance', 'component', 'critical', 'page'] as const;

const play = (name: string, now: Date, pageId = 'zyxwvutsrqpo') =>
  (scenarios[name]?.deliveries({ now, newId, pageId, burstSize: 1_000 }) ?? []).map(({ label, payload }) => ({
    label,
    json: JSON.stringify(payload),
  }));

const decode = (json: string): Payload =>
  pipe(
    Payload.decode(JSON.parse(json)),
    E.getOrElseW(() => {
      throw new Error(`Not as a status page writes it: ${json}`);
    }),
  );

const payloadsOf = (name: string, now: Date, pageId?: string) =>
  play(name, now, pageId).map(({ json }) => decode(json));

const isOfIncident = (payload: Payload): payload is IncidentDelivery => 'incident' in payload;
const isOfComponent = (payload: Payload): payload is ComponentDelivery => 'component_update' in payload;

const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });

const law = (title: string, holds: (payloads: ReadonlyArray<Payload>, now: Date) => boolean) => {
  for (const name of names) {
    test(`${title}: ${name}`, (t) => {
      t.notThrows(() => {
        fc.assert(
          fc.property(instant, (now) => holds(payloadsOf(name, now), now)),
          { numRuns: 25 },
        );
      });
    });
  }
};

const isSorted = (times: ReadonlyArray<string>) =>
  times.every((time, index) => index === 0 || (times[index - 1] ?? '') < time);

const timesIn = (json: string): ReadonlyArray<string> => json.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];

const idsIn = (payloads: ReadonlyArray<Payload>) => [
  ...new Set(
    payloads.flatMap((payload) =>
      isOfIncident(payload)
        ? [
            payload.meta.unsubscribe,
            payload.incident.id,
            ...payload.incident.incident_updates.map(({ id }) => id),
            ...payload.incident.components.map(({ id }) => id),
          ]
        : [payload.meta.unsubscribe, payload.component.id, payload.component_update.id],
    ),
  ),
];

test('are what the usage lists', (t) => {
  t.deepEqual(Object.keys(scenarios), [...names, 'edit', 'redelivery', 'burst', 'unknown']);
});

for (const name of names) {
  test(`have no field more or less than a status page sends: ${name}`, (t) => {
    for (const { json } of play(name, new Date())) {
      t.deepEqual(decode(json), JSON.parse(json));
    }
  });

  test(`come from the page that was asked for: ${name}`, (t) => {
    for (const payload of payloadsOf(name, new Date(), 'kctbh9vrtdwd')) {
      t.is(payload.page.id, 'kctbh9vrtdwd');
      t.is((isOfIncident(payload) ? payload.incident : payload.component).page_id, 'kctbh9vrtdwd');
    }
  });

  test(`have ids of their own at each run: ${name}`, (t) => {
    const now = new Date();
    const first = idsIn(payloadsOf(name, now));
    const second = idsIn(payloadsOf(name, now));
    t.deepEqual(
      first.filter((id) => second.includes(id)),
      [],
    );
  });
}

test('tell an incident with the deliveries of its components', (t) => {
  t.deepEqual(
    play('incident', new Date()).map(({ label }) => label),
    [
      '"Elevated API error rates" investigating',
      'component "API" from operational to degraded_performance',
      '"Elevated API error rates" identified',
      'component "API" from degraded_performance to partial_outage',
      'component "Dashboard" from operational to degraded_performance',
      '"Elevated API error rates" monitoring',
      'component "API" from partial_outage to degraded_performance',
      'component "Dashboard" from degraded_performance to operational',
      '"Elevated API error rates" resolved',
      'component "API" from degraded_performance to operational',
      '"Elevated API error rates" postmortem',
    ],
  );
});

test('tell a maintenance with the deliveries of its component', (t) => {
  t.deepEqual(
    play('maintenance', new Date()).map(({ label }) => label),
    [
      '"Database upgrade" scheduled',
      '"Database upgrade" in_progress',
      'component "Database" from operational to under_maintenance',
      '"Database upgrade" verifying',
      '"Database upgrade" completed',
      'component "Database" from under_maintenance to operational',
    ],
  );
});

test('tell a component going down and back', (t) => {
  t.deepEqual(
    play('component', new Date()).map(({ label }) => label),
    [
      'component "Git operations" from operational to major_outage',
      'component "Git operations" from major_outage to partial_outage',
      'component "Git operations" from partial_outage to operational',
    ],
  );
});

test('show the whole page as it stands', (t) => {
  const indicators = (name: string) =>
    payloadsOf(name, new Date())
      .map(({ page }) => `${page.status_indicator}: ${page.status_description}`)
      .filter((indicator, index, all) => indicator !== all[index - 1]);
  t.deepEqual(indicators('incident'), [
    'minor: Partially Degraded Service',
    'minor: Minor Service Outage',
    'minor: Partially Degraded Service',
    'none: All Systems Operational',
  ]);
  t.deepEqual(indicators('maintenance'), [
    'none: All Systems Operational',
    'maintenance: Service Under Maintenance',
    'none: All Systems Operational',
  ]);
  t.deepEqual(indicators('component'), [
    'major: Partial System Outage',
    'minor: Minor Service Outage',
    'none: All Systems Operational',
  ]);
});

test('know when a maintenance is to begin and to end from the first delivery on, and an incident never', (t) => {
  const schedules = (name: string) => [
    ...new Set(
      payloadsOf(name, new Date('2026-03-04T05:08:00.000Z'))
        .filter(isOfIncident)
        .map(({ incident }) => `${incident.scheduled_for ?? 'null'} to ${incident.scheduled_until ?? 'null'}`),
    ),
  ];
  t.deepEqual(schedules('maintenance'), ['2026-03-04T05:02:00.000Z to 2026-03-04T05:06:00.000Z']);
  t.deepEqual(schedules('incident'), ['null to null']);
});

law('never lie in the future', (payloads, now) =>
  timesIn(JSON.stringify(payloads)).every((time) => time <= now.toISOString()),
);

law('lie within the last quarter of an hour', (payloads, now) =>
  payloads.every(({ meta }) => now.getTime() - Date.parse(meta.generated_at) < 900_000),
);

law('come in the order of their times', (payloads) => isSorted(payloads.map(({ meta }) => meta.generated_at)));

law('have no time after the delivery but that of a schedule', (payloads) =>
  payloads.every((payload) =>
    timesIn(
      JSON.stringify(payload, (key, value: unknown) =>
        key.startsWith('scheduled_') || key === 'started_at' ? null : value,
      ),
    ).every((time) => time <= payload.meta.generated_at),
  ),
);

law('have the whole history of an incident, newest first', (payloads) =>
  payloads
    .filter(isOfIncident)
    .every(
      ({ incident }, index, all) =>
        incident.incident_updates.length === index + 1 &&
        incident.incident_updates[0]?.status === incident.status &&
        incident.incident_updates[0].updated_at === incident.updated_at &&
        isSorted(incident.incident_updates.map(({ created_at }) => created_at).reverse()) &&
        JSON.stringify(incident.incident_updates.slice(1)) ===
          JSON.stringify(all[index - 1]?.incident.incident_updates ?? []),
    ),
);

law('keep the identity of an incident', (payloads) => {
  const identities = payloads
    .filter(isOfIncident)
    .flatMap(({ incident: { id, name, created_at, started_at, shortlink, incident_updates } }) =>
      incident_updates.map(({ incident_id }) =>
        JSON.stringify([id === incident_id, id, name, created_at, started_at, shortlink]),
      ),
    );
  return new Set(identities).size <= 1 && identities.every((identity) => identity.startsWith('[true'));
});

law('have monitoring_at, resolved_at and what belongs to a postmortem only once it is reached', (payloads) =>
  payloads.filter(isOfIncident).every(({ incident }) => {
    const reachedAt = (...statuses: ReadonlyArray<string>) =>
      incident.incident_updates.find(({ status }) => statuses.includes(status))?.created_at ?? null;
    const postmortemAt = reachedAt('postmortem');
    return (
      incident.monitoring_at === reachedAt('monitoring') &&
      incident.resolved_at === reachedAt('resolved', 'completed') &&
      incident.postmortem_published_at === postmortemAt &&
      incident.postmortem_body_last_updated_at === postmortemAt &&
      incident.postmortem_notified_subscribers === (postmortemAt !== null) &&
      (incident.postmortem_body !== null) === (postmortemAt !== null)
    );
  }),
);

law('chain the statuses of a component from one delivery to the next, operational at both ends', (payloads) => {
  const changes = payloads.filter(isOfComponent);
  return [...new Set(changes.map(({ component }) => component.id))].every((id) => {
    const own = changes.filter(({ component_update }) => component_update.component_id === id);
    return (
      own[0]?.component_update.old_status === 'operational' &&
      own.at(-1)?.component_update.new_status === 'operational' &&
      own.every(
        ({ component, component_update: { old_status, new_status, created_at } }, index) =>
          old_status !== new_status &&
          component.status === new_status &&
          component.updated_at === created_at &&
          (index === 0 || own[index - 1]?.component_update.new_status === old_status),
      )
    );
  });
});

law('name each component of an incident in an update, and none in a postmortem', (payloads) =>
  payloads
    .filter(isOfIncident)
    .every(({ incident: { status, components, incident_updates } }) =>
      status === 'postmortem'
        ? incident_updates[0]?.affected_components === null
        : incident_updates[0]?.affected_components?.length === components.length,
    ),
);

law('send each change that an incident names as the delivery of its component too', (payloads) => {
  const updates = payloads.filter(isOfIncident).at(-1)?.incident.incident_updates ?? [];
  const named = [...updates]
    .reverse()
    .flatMap(({ affected_components }) => affected_components ?? [])
    .filter(({ old_status, new_status }) => old_status !== new_status)
    .map(({ code, name, old_status, new_status }) => [code, name, old_status, new_status]);
  const sent = payloads
    .filter(isOfComponent)
    .map(({ component, component_update: { old_status, new_status } }) => [
      component.id,
      component.name,
      old_status,
      new_status,
    ]);
  return updates.length === 0 || JSON.stringify(named) === JSON.stringify(sent);
});

law('show the components of an incident as its newest update leaves them', (payloads) =>
  payloads
    .filter(isOfIncident)
    .every(({ incident: { components, incident_updates } }) =>
      (incident_updates[0]?.affected_components ?? []).every(({ code, new_status }) =>
        components.some(({ id, status }) => id === code && status === new_status),
      ),
    ),
);

law('can be unsubscribed by one code for a run, on a host that does not exist', (payloads) => {
  const links = new Set(payloads.map(({ meta }) => meta.unsubscribe));
  return (
    links.size === 1 &&
    [...links].every((link) => /^http:\/\/status\.example\.com\/\?unsubscribe=[a-z0-9]{12}$/.test(link))
  );
});

test('tell an incident of all components at once', (t) => {
  const payloads = payloadsOf('page', new Date());
  t.is(payloads.length, 2 + 2 * 7);
  t.true(payloads.filter(isOfIncident).every(({ incident: { impact } }) => impact === 'critical'));
});

const versionOf = (json: string) => {
  const decoded = decodeDelivery(new Map())(Buffer.from(json), { by: 'token' });
  return E.isRight(decoded) ? eventVersion(decoded.right.value) : undefined;
};

test('deliver a redelivery as the same version of the same event', (t) => {
  const versions = play('redelivery', new Date()).map(({ json }) => versionOf(json));
  t.is(versions.length, 8);
  t.is(new Set(versions.map((version) => JSON.stringify(version))).size, 4);
});

test('send an edited update again, as another version of the same event', (t) => {
  const played = play('edit', new Date());
  t.deepEqual(
    played.map(({ label }) => label),
    [
      '"Delayed notifications" investigating',
      'component "Notifications" from operational to degraded_performance',
      '"Delayed notifications" investigating, edited',
      '"Delayed notifications" resolved',
      'component "Notifications" from degraded_performance to operational',
    ],
  );
  const [first, edited, last] = played.map(({ json }) => decode(json)).filter(isOfIncident);
  const update = first?.incident.incident_updates[0];
  const editedUpdate = edited?.incident.incident_updates[0];
  t.is(editedUpdate?.id, update?.id);
  t.is(editedUpdate?.created_at, update?.created_at);
  t.not(editedUpdate?.body, update?.body);
  t.true((editedUpdate?.updated_at ?? '') > (update?.updated_at ?? ''));
  t.deepEqual(last?.incident.incident_updates[1], editedUpdate);
  t.not(JSON.stringify(versionOf(played[0]?.json ?? '')), JSON.stringify(versionOf(played[2]?.json ?? '')));
});

test('burst into as many deliveries as asked for, each of its own component, in order and not in the future', (t) => {
  const now = new Date();
  const payloads = payloadsOf('burst', now).filter(isOfComponent);
  t.is(payloads.length, 1_000);
  t.is(new Set(payloads.map(({ component }) => component.id)).size, 1_000);
  const times = payloads.map(({ meta }) => meta.generated_at);
  t.true(isSorted(times) && (times.at(-1) ?? '') < now.toISOString());
});

test('hold a shape that is not known', (t) => {
  const [{ json } = { json: '' }, ...rest] = play('unknown', new Date());
  t.deepEqual(rest, []);
  t.like(decodeDelivery(new Map())(Buffer.from(json), { by: 'token' }), { left: { _tag: 'Unrecognised' } });
});
