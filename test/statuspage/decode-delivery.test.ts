import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { wellKnownPages } from '../../service/domain/provider.ts';
import { StatusEvent } from '../../service/domain/status-event.ts';
import { decodeDelivery } from '../../service/statuspage/decode-delivery.ts';
import { deliveries } from '../fixtures/arbitrary-deliveries.ts';
import { decoded, decodedComponent, decodedIncident, decoding, tolerated } from '../fixtures/decoded.ts';
import {
  component_update,
  componentDelivery,
  componentVariants,
  firstUpdate,
  incident,
  incidentDelivery,
  incidentVariants,
  meta,
  page,
  recordedVariants,
  secondUpdate,
  unsubscribeCode,
  uploads,
} from '../fixtures/recorded-variants.ts';

const decode = decodeDelivery(wellKnownPages);

const uploadsNow = {
  id: 'c7nf5x1tq0ab',
  name: 'Uploads',
  oldStatus: 'partial_outage',
  newStatus: 'major_outage',
};

test('keeps an id as it was sent, without control characters and unsubscribe codes', (t) => {
  const kept = {
    '<b>': '<b>',
    ' a  b ': ' a  b ',
    'a\u0000\n\u0085\u2028\u202Eb\uD83D': 'ab\uFFFD',
    'http://a.example/?unsubscribe=c': 'http://a.example/…',
  };
  for (const [id, expected] of Object.entries(kept)) {
    const event = decodedIncident({
      page: { id },
      incident: {
        ...incident,
        id,
        components: [{ id }],
        incident_updates: [{ ...firstUpdate, id, affected_components: [{ code: id }] }],
      },
    });
    const [update] = event.updates;
    t.deepEqual(
      [event.page.id, event.incident.id, event.components[0]?.id, update?.id, update?.components[0]?.id],
      Array.from({ length: 5 }, () => expected),
    );
    const change = decodedComponent({ component: { id, status: 'a' }, component_update: { id } });
    t.deepEqual([change.component.id, change.update.id], [expected, expected]);
  }
});

test('makes an incident a status event, in plain text and UTC', (t) => {
  t.deepEqual(tolerated(incidentDelivery), {
    value: {
      kind: 'incident',
      provider: 'status.example.com',
      verified: true,
      rehearsal: undefined,
      page: { id: 'w5hd3kq8m2xz', indicator: 'major', description: 'Partial System Outage' },
      incident: {
        id: 'm8cz2r5jw9pf',
        name: 'Failing uploads',
        status: 'identified',
        impact: 'major',
        shortlink: 'https://stspg.example.com/m8cz2r5jw9pf',
        createdAt: '2026-05-04T09:02:11.050Z',
        updatedAt: '2026-05-04T09:31:10.400Z',
        startedAt: '2026-05-04T09:02:11.050Z',
        monitoringAt: undefined,
        resolvedAt: undefined,
        scheduledFor: undefined,
        scheduledUntil: undefined,
      },
      components: [uploadsNow],
      updates: [
        {
          id: 'e92xw7k4hzlm',
          status: 'identified',
          body: 'A deployment is being rolled back.',
          createdAt: '2026-05-04T09:31:10.220Z',
          updatedAt: '2026-05-04T09:31:10.220Z',
          displayAt: '2026-05-04T09:31:10.220Z',
          deliverNotifications: undefined,
          components: [uploadsNow],
        },
        {
          id: 'd41tq0v6ynbs',
          status: 'investigating',
          body: 'Uploads fail for some customers.',
          createdAt: '2026-05-04T09:02:11.101Z',
          updatedAt: '2026-05-04T09:02:11.101Z',
          displayAt: '2026-05-04T08:55:00.000Z',
          deliverNotifications: undefined,
          components: [{ id: 'c7nf5x1tq0ab', name: 'Uploads', oldStatus: 'operational', newStatus: 'partial_outage' }],
        },
      ],
    },
    violations: [],
  });
});

test('makes a component change a status event', (t) => {
  t.deepEqual(tolerated(componentDelivery), {
    value: {
      kind: 'component',
      provider: 'status.example.com',
      verified: true,
      rehearsal: undefined,
      page: { id: 'w5hd3kq8m2xz', indicator: 'major', description: 'Partial System Outage' },
      component: {
        id: 'c7nf5x1tq0ab',
        name: 'Uploads',
        description: undefined,
        oldStatus: 'partial_outage',
        newStatus: 'major_outage',
        updatedAt: '2026-05-04T09:31:10.300Z',
      },
      update: { id: 'y6rj0b3wv8sd', createdAt: '2026-05-04T09:31:10.380Z' },
    },
    violations: [],
  });
});

test('tells whether an update was delivered to subscribers, where the page says so', (t) => {
  const incident_updates = [
    { ...secondUpdate, deliver_notifications: false },
    { ...firstUpdate, deliver_notifications: true },
  ];
  const { updates } = decodedIncident({ incident: { ...incident, incident_updates } });
  t.deepEqual(
    updates.map(({ deliverNotifications }) => deliverNotifications),
    [false, true],
  );
});

test('says of an event whether anything proved it genuine', (t) => {
  const body = Buffer.from(JSON.stringify(incidentDelivery));
  for (const [by, verified] of [
    ['signature', true],
    ['token', true],
    ['nothing', false],
  ] as const) {
    const event = decode(body, { by });
    t.like(event, { right: { value: { verified } } });
  }
});

for (const [shape, delivery] of Object.entries(incidentVariants)) {
  test(`decodes without a complaint an incident with ${shape}`, (t) => {
    const { value, violations } = tolerated(delivery);
    t.not(value.kind, 'component');
    t.like(value, { incident: { id: 'm8cz2r5jw9pf' } });
    t.deepEqual(violations, []);
  });
}

for (const [shape, delivery] of Object.entries(componentVariants)) {
  test(`decodes without a complaint ${shape}`, (t) => {
    const { value, violations } = tolerated(delivery);
    t.like(value, { kind: 'component', component: { id: 'c7nf5x1tq0ab', newStatus: 'major_outage' } });
    t.deepEqual(violations, []);
  });
}

test('decodes an incident of which only what is required is known', (t) => {
  const event = decodedIncident({ incident: { id: 'a', name: 'b', status: 'c' } });
  t.like(event, { kind: 'incident', provider: 'unknown', page: { id: undefined }, components: [], updates: [] });
  t.like(event.incident, { id: 'a', name: 'b', status: 'c', impact: undefined });
});

test('decodes a component of which only what is required is known, in either object', (t) => {
  for (const delivery of [
    { component: { id: 'a', status: 'b' } },
    { component_update: { component_id: 'a', new_status: 'b' } },
    { component: { id: 'a' }, component_update: { new_status: 'b' } },
    { component: { status: 'b' }, component_update: { component_id: 'a' } },
  ]) {
    t.like(decodedComponent(delivery).component, { id: 'a', newStatus: 'b', name: undefined, oldStatus: undefined });
  }
});

test('takes the new status from the update, and the id from the component, where the two differ', (t) => {
  const { component } = decodedComponent({
    component: { ...uploads, id: 'of-component', status: 'operational' },
    component_update: { ...component_update, component_id: 'of-update', new_status: 'major_outage' },
  });
  t.like(component, { id: 'of-component', newStatus: 'major_outage' });
});

test('accepts an id of which nothing is left as plain text, and gives an event that JSON can hold', (t) => {
  for (const delivery of [
    { incident: { id: ' ', name: '<b></b>', status: '\u202E' } },
    { component: { id: '<br />', status: '\0' } },
  ]) {
    const event = decoded(delivery);
    t.deepEqual(StatusEvent.decode(JSON.parse(JSON.stringify(event))), E.right(event));
  }
});

test('takes a delivery of both kinds at once as its incident', (t) => {
  t.is(decoded({ ...componentDelivery, incident }).kind, 'incident');
});

test('skips a byte-order mark', (t) => {
  const body = Buffer.from(`\uFEFF${JSON.stringify(incidentDelivery)}`);
  t.true(E.isRight(decode(body, { by: 'nothing' })));
});

const statuses = ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem', 'never_heard_of'];
for (const status of statuses) {
  test(`keeps an incident's status ${status}`, (t) => {
    t.like(decoded({ incident: { ...incident, status } }), { kind: 'incident', incident: { status } });
  });
}

for (const fields of [
  { status: 'scheduled' },
  { status: 'in_progress' },
  { status: 'verifying' },
  { status: 'completed' },
  { impact: 'maintenance' },
  { scheduled_for: '2026-05-09T22:00:00Z' },
]) {
  test(`takes an incident with ${JSON.stringify(fields)} as maintenance`, (t) => {
    t.is(decoded({ incident: { ...incident, ...fields } }).kind, 'maintenance');
  });
}

for (const impact of ['none', 'minor', 'major', 'critical', 'maintenance', 'never_heard_of']) {
  test(`keeps an incident's impact ${impact}`, (t) => {
    t.is(decodedIncident({ incident: { ...incident, impact } }).incident.impact, impact);
  });
}

for (const status of [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
  'never_heard_of',
]) {
  test(`keeps a component's status ${status}`, (t) => {
    const update = { ...component_update, old_status: status, new_status: status };
    t.like(decodedComponent({ component_update: update }).component, { oldStatus: status, newStatus: status });
  });
}

test('finds no component affected where the list says so, is null, or is absent', (t) => {
  for (const shape of [
    'affected_components of null',
    'no affected_components',
    'affected_components that say that there are none',
  ] as const) {
    t.deepEqual(decodedIncident(incidentVariants[shape]).updates[0]?.components, []);
  }
});

test('leaves an affected component out that neither a code nor a name tells', (t) => {
  const affected_components = [{ new_status: 'operational' }, { code: 'a' }, { name: 'b' }];
  const { updates } = decodedIncident({
    incident: { ...incident, incident_updates: [{ ...firstUpdate, affected_components }] },
  });
  t.deepEqual(
    updates[0]?.components.map(({ id, name }) => [id, name]),
    [
      ['a', undefined],
      [undefined, 'b'],
    ],
  );
});

const change = (code: string, old_status: string, new_status: string) => ({
  code,
  name: `${code}!`,
  old_status,
  new_status,
});
const componentsOf = (fields: object) =>
  decodedIncident({ incident: { ...incident, ...fields } }).components.map(
    ({ id, name, oldStatus, newStatus }) => `${name ?? ''} ${id ?? ''} ${oldStatus ?? ''} → ${newStatus ?? ''}`,
  );

test('gives the components that an incident lists as they stand now, with what its updates changed last', (t) => {
  t.deepEqual(
    componentsOf({
      components: [{ id: 'a', name: 'A', status: 'operational' }, { id: 'b', status: 'operational' }, { id: 'c' }, {}],
      incident_updates: [
        { ...secondUpdate, affected_components: null },
        {
          ...firstUpdate,
          affected_components: [change('a', 'degraded_performance', 'major_outage'), change('c', 'x', 'y')],
        },
      ],
    }),
    ['A a degraded_performance → operational', ' b  → operational', 'c! c x → y'],
  );
});

test('gives the components that the updates name, as these last changed them, where an incident lists none', (t) => {
  const incident_updates = [
    { ...secondUpdate, affected_components: [change('a', 'partial_outage', 'operational')] },
    { ...firstUpdate, affected_components: [change('a', 'operational', 'partial_outage'), change('b', 'x', 'y')] },
  ];
  for (const components of [undefined, null, []]) {
    t.deepEqual(componentsOf({ components, incident_updates }), ['a! a partial_outage → operational', 'b! b x → y']);
  }
});

test('lists updates by the time when they were created, newest first, whatever their order and offset', (t) => {
  const at = (id: string, created_at: string) => ({ ...firstUpdate, id, created_at });
  const { updates } = decodedIncident({
    incident: {
      ...incident,
      incident_updates: [
        at('second', '2026-05-04T12:00:00+02:00'),
        at('third', '2026-05-04T11:00:00Z'),
        at('also third', '2026-05-04T06:00:00-05:00'),
        at('first', '2026-05-04T09:59:59.999Z'),
        at('undated', 'yesterday'),
      ],
    },
  });
  t.deepEqual(
    updates.map(({ id }) => id),
    ['third', 'also third', 'second', 'first', 'undated'],
  );
});

test('keeps the order of updates that say no time', (t) => {
  const { updates } = decodedIncident({
    incident: { ...incident, incident_updates: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
  });
  t.deepEqual(
    updates.map(({ id }) => id),
    ['a', 'b', 'c'],
  );
});

test('gives times as ISO 8601 in UTC with milliseconds', (t) => {
  const { incident: times, updates } = decodedIncident(incidentVariants['times of different offsets in one object']);
  t.like(times, { createdAt: '2026-05-04T09:02:11.050Z', updatedAt: '2026-05-04T09:31:10.400Z' });
  t.is(updates[0]?.updatedAt, '2026-05-04T09:31:10.220Z');
  t.is(decodedIncident(incidentVariants['times without milliseconds']).incident.updatedAt, '2026-05-04T09:31:10.000Z');
});

test('makes markup, line breaks and entities of a body plain text, which may have lines', (t) => {
  const { updates } = decodedIncident(incidentVariants['a body with <br />, CRLF and emoji']);
  t.is(updates[0]?.body, 'Rolled back.\n\nThank you\n🙏');
});

test('does not publish metadata, or any field that it does not know', (t) => {
  const { incident: known } = decodedIncident(incidentVariants['metadata of the vendor']);
  t.deepEqual(Object.keys(known).toSorted(), Object.keys(decodedIncident(incidentDelivery).incident).toSorted());
  for (const [shape, delivery] of Object.entries(recordedVariants)) {
    t.notRegex(JSON.stringify(decoded(delivery)), /internal-channel|metadata|backfilled|showcase|organization/, shape);
  }
});

test('never publishes the code of an unsubscribe link, wherever it stands', (t) => {
  const link = meta.unsubscribe;
  const everywhere = {
    meta,
    page: { id: link, status_indicator: link, status_description: link },
    incident: {
      ...incident,
      ...{ id: link, name: link, status: link, impact: link, shortlink: link },
      components: [{ id: link, name: link, status: link }],
      incident_updates: [
        { id: link, status: link, body: link, affected_components: [change(link, link, link)] },
        {
          body: `<a href="${link}">Unsubscribe</a> or http:\u002F\u002Fstatus.example.com/?UNSUBSCRIBE%3d${unsubscribeCode}.`,
        },
        { body: `?unsub<b>scribe=</b>${unsubscribeCode}, {"unsubscribe_code": "${unsubscribeCode}"}` },
        { body: `?unsub\u202Escribe=${unsubscribeCode}` },
      ],
    },
  };
  t.false(JSON.stringify(decoded(everywhere)).includes(unsubscribeCode));
  t.false(
    JSON.stringify(
      decoded({
        meta: { unsubscribe: link },
        component: { id: link, name: link, description: link, status: link },
        component_update: { id: link, old_status: link, new_status: link },
      }),
    ).includes(unsubscribeCode),
  );
});

const unrecognised = test.macro<[what: string, delivery: object, violations: ReadonlyArray<string>]>({
  exec: (t, _, delivery, violations) => {
    t.deepEqual<unknown, unknown>(decoding(delivery), E.left({ _tag: 'Unrecognised', violations }));
  },
  title: (_, what) => `does not recognise ${what}, and says what was expected`,
});

const neither = ['expected an incident, or a component_update with its component'];
const noId = 'component.id or component_update.component_id: expected a non-empty string';
const noStatus = 'component_update.new_status or component.status: expected a non-empty string';

test(unrecognised, 'an empty object', {}, neither);
test(unrecognised, 'another envelope', { event: 'incident.created', data: {} }, neither);
test(unrecognised, 'a maintenance key', { meta, page, maintenance: {} }, neither);
test(unrecognised, 'kinds of null', { incident: null, component: null, component_update: null }, neither);
test(unrecognised, 'an incident of another type', { incident: 'x' }, ['incident: expected an object']);
test(unrecognised, 'an incident that is a list', { incident: [incident] }, ['incident: expected an object']);
test(unrecognised, 'an empty incident', { incident: {} }, [
  'incident.id: expected a non-empty string',
  'incident.name: expected a non-empty string',
  'incident.status: expected a non-empty string',
]);
for (const field of ['id', 'name', 'status']) {
  for (const value of [undefined, null, '', 7, true, [], {}]) {
    test(
      unrecognised,
      `an incident with ${field} ${value === undefined ? 'absent' : JSON.stringify(value)}`,
      { ...componentDelivery, incident: { ...incident, [field]: value } },
      [`incident.${field}: expected a non-empty string`],
    );
  }
}
test(unrecognised, 'an empty component', { component: {} }, [noId, noStatus]);
test(unrecognised, 'an empty component_update', { component_update: {} }, [noId, noStatus]);
test(unrecognised, 'a component without an id', { component: { status: 'operational' } }, [noId]);
test(unrecognised, 'a component without a status', { component: { id: 'a' } }, [noStatus]);
test(unrecognised, 'a component with empty texts', { component: { id: '', status: '' } }, [
  noId,
  noStatus,
  'component.id: expected a non-empty string',
  'component.status: expected a non-empty string',
]);
test(unrecognised, 'a component of another type', { component: 'uploads' }, [
  noId,
  noStatus,
  'component: expected an object',
]);

test('does not parse what has too many values, JSON or not', (t) => {
  const tooMany = decode(Buffer.from('['.repeat(50_001)), { by: 'token' });
  t.like(tooMany, { left: { _tag: 'Unrecognised' } });
});

test('does not recognise what has more values than fit into memory', (t) => {
  const body = (values: number) =>
    `{"incident":{"id":"a","name":"b","status":"c","more":[${Array(values).fill(1).join(',')}]}}`;
  const tooMany = decode(Buffer.from(body(50_001)), { by: 'token' });
  t.deepEqual(
    tooMany,
    E.left({
      _tag: 'Unrecognised',
      violations: ['expected at most 50000 values, or characters that have to be cleaned'],
    } as const),
  );
  t.true(E.isRight(decode(Buffer.from(body(49_000)), { by: 'token' })));
  const text = { incident: { ...incident, name: 'x'.repeat(600_000) } };
  t.true(E.isRight(decoding(text)));
});

// Every optional field with something of another type, and how a sentence calls it.
type Mistake = readonly [path: string, expected: string, value: unknown];
const secret = 'a value that nobody may see';
const notText: ReadonlyArray<unknown> = [7, true, { secret }, [secret]];
const notTime: ReadonlyArray<unknown> = [
  ...notText,
  secret,
  '',
  '2026-05-04',
  '2026-05-04T09:00:00',
  '2026-13-04T09:00:00Z',
];
const notNonEmpty: ReadonlyArray<unknown> = [...notText, ''];
const notList: ReadonlyArray<unknown> = [7, true, secret, { secret }];
const notObject: ReadonlyArray<unknown> = [7, true, secret, [secret]];
const mistakes = (
  expected: string,
  values: ReadonlyArray<unknown>,
  paths: ReadonlyArray<string>,
): ReadonlyArray<Mistake> => paths.flatMap((path) => values.map((value) => [path, expected, value] as const));

const mistakesOfBoth = [
  ...mistakes('an object', notObject, ['meta', 'page']),
  ...mistakes('a string', notText, ['meta.unsubscribe', 'meta.generated_at']),
  ...mistakes('a string', notText, ['page.status_indicator', 'page.status_description']),
  ...mistakes('a non-empty string', notNonEmpty, ['page.id']),
];
const incidentMistakes = [
  ...mistakesOfBoth,
  ...mistakes('a string', notText, ['incident.impact', 'incident.shortlink']),
  ...mistakes('a non-empty string', notNonEmpty, ['incident.page_id']),
  ...mistakes(
    'an ISO 8601 time',
    notTime,
    ['created_at', 'updated_at', 'started_at', 'monitoring_at', 'resolved_at', 'scheduled_for', 'scheduled_until'].map(
      (name) => `incident.${name}`,
    ),
  ),
  ...mistakes('a list', notList, ['incident.components', 'incident.incident_updates']),
  ...mistakes('an object', notObject, ['incident.components[0]', 'incident.incident_updates[1]']),
  ...mistakes('a non-empty string', notNonEmpty, ['incident.components[0].id', 'incident.components[0].name']),
  ...mistakes('a string', notText, ['incident.components[0].status']),
  ...mistakes('a non-empty string', notNonEmpty, ['incident.incident_updates[0].id']),
  ...mistakes('a string', notText, ['incident.incident_updates[0].status', 'incident.incident_updates[1].body']),
  ...mistakes(
    'an ISO 8601 time',
    notTime,
    ['created_at', 'updated_at', 'display_at'].map((name) => `incident.incident_updates[0].${name}`),
  ),
  ...mistakes('a list', notList, ['incident.incident_updates[0].affected_components']),
  ...mistakes('an object', notObject, ['incident.incident_updates[0].affected_components[0]']),
  ...mistakes(
    'a non-empty string',
    notNonEmpty,
    ['code', 'name'].map((name) => `incident.incident_updates[1].affected_components[0].${name}`),
  ),
  ...mistakes(
    'a string',
    notText,
    ['old_status', 'new_status'].map((name) => `incident.incident_updates[1].affected_components[0].${name}`),
  ),
];
const componentMistakes = [
  ...mistakesOfBoth,
  ...mistakes('an object', notObject, ['component', 'component_update']),
  ...mistakes('a non-empty string', notNonEmpty, [
    'component.id',
    'component.name',
    'component.status',
    'component.page_id',
  ]),
  ...mistakes('a string', notText, ['component.description', 'component_update.old_status']),
  ...mistakes('a non-empty string', notNonEmpty, [
    'component_update.id',
    'component_update.component_id',
    'component_update.new_status',
  ]),
  ...mistakes('an ISO 8601 time', notTime, ['component.updated_at', 'component_update.created_at']),
];

type Tree = { [key: string]: Tree };

/** A copy in which `place` did something to the parent of what stands at the path. */
const changedAt = (delivery: object, path: string, place: (parent: Tree, key: string) => void): object => {
  const copy = structuredClone(delivery) as Tree;
  const keys = path.replaceAll('[', '.').replaceAll(']', '').split('.');
  const parent = keys.slice(0, -1).reduce((tree, key) => tree[key] ?? {}, copy);
  if (typeof parent === 'object') {
    place(parent, keys.at(-1) ?? '');
  }
  return copy;
};

const withValue = (delivery: object, [path, , value]: Mistake): object =>
  changedAt(delivery, path, (parent, key) => {
    Object.assign(parent, { [key]: value });
  });
const withAbsence = (delivery: object, [path]: Mistake): object =>
  changedAt(delivery, path, (parent, key) => {
    if (Array.isArray(parent)) {
      parent.splice(Number(key), 1);
    } else {
      Reflect.deleteProperty(parent, key);
    }
  });

const treatsAsAbsent = (kind: string, delivery: object, all: ReadonlyArray<Mistake>) => {
  for (const path of new Set(all.map(([at]) => at))) {
    test(`takes ${path} of a wrong type in a delivery of ${kind} as absent, and says where it was`, (t) => {
      for (const mistake of all.filter(([at]) => at === path)) {
        const { value, violations } = tolerated(withValue(delivery, mistake));
        t.deepEqual(value, decoded(withAbsence(delivery, mistake)));
        t.deepEqual(violations, [`${path}: expected ${mistake[1]}`]);
      }
    });
  }
};

treatsAsAbsent('an incident', incidentDelivery, incidentMistakes);
treatsAsAbsent('a component', componentDelivery, componentMistakes);

test('accepts any number of mistakes at once, tells twenty of them and counts the rest, without a value', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.subarray(incidentMistakes, { minLength: 1 }).map((chosen) => [incidentDelivery, chosen] as const),
          fc
            .subarray([...mistakesOfBoth, ...mistakes('an object', notObject, ['component'])], { minLength: 1 })
            .map((chosen) => [componentDelivery, chosen] as const),
        ),
        ([delivery, chosen]) => {
          const { violations } = tolerated(chosen.reduce(withValue, delivery));
          return violations.length > 0 && violations.length <= 21 && !JSON.stringify(violations).includes(secret);
        },
      ),
    );
  });
});

test('leaves out the elements of a list that make no sense, and keeps the others in their order', (t) => {
  const { value, violations } = tolerated({
    incident: {
      ...incident,
      incident_updates: [5, { id: 'a' }, null, 'x', { id: 'b', body: 7 }, [], { id: 'c' }],
    },
  });
  t.like(value, { updates: [{ id: 'a' }, { id: 'b', body: undefined }, { id: 'c' }] });
  t.deepEqual(violations, [
    'incident.incident_updates[0]: expected an object',
    'incident.incident_updates[2]: expected an object',
    'incident.incident_updates[3]: expected an object',
    'incident.incident_updates[4].body: expected a string',
    'incident.incident_updates[5]: expected an object',
  ]);
});

test('accepts every delivery that holds what is required, whatever else it holds', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(deliveries, (delivery) => E.isRight(decoding(delivery))),
      { numRuns: 500 },
    );
  });
});

test('never throws, whatever the bytes', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        decode(Buffer.from(bytes), { by: 'nothing' });
      }),
    );
  });
});

test('never throws, whatever the JSON', (t) => {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom(...['__proto__', 'constructor', 'toString', '']));
  const named = (names: ReadonlyArray<string>) =>
    fc.dictionary(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, fc.string()), value);
  const incidentLike = named(['id', 'name', 'status', 'components', 'incident_updates', '__proto__', 'created_at']);
  const componentLike = named(['id', 'status', 'component_id', 'new_status', 'constructor']);
  const any = fc.oneof(
    value,
    fc.record({ meta: value, page: value, incident: fc.oneof(incidentLike, value) }, { requiredKeys: [] }),
    fc.record({ component: fc.oneof(componentLike, value), component_update: componentLike }, { requiredKeys: [] }),
  );
  t.notThrows(() => {
    fc.assert(
      fc.property(any, (json) => {
        decoding(json);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('never throws for JSON that is nested deeply', (t) => {
  const depth = 200_000;
  const nested = (open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;
  for (const deep of [nested('[', ']'), nested('{"a":', '}')]) {
    for (const json of [
      `{"a":${deep}}`,
      `{"incident":${deep}}`,
      `{"incident":{"id":"a","name":"b","status":"c","incident_updates":${deep},"metadata":${deep}}}`,
      `{"component":${deep},"component_update":{"component_id":"a","new_status":"b"}}`,
    ]) {
      t.notThrows(() => decode(Buffer.from(json), { by: 'nothing' }));
    }
  }
});

const textsOf = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === 'body' ? [] : textsOf(child)));
};

test('never lets a line break, a control character or a lone surrogate into a text; only a body has lines', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(deliveries, (delivery) => {
        const event = decoded(delivery);
        const bodies = event.kind === 'component' ? [] : event.updates.map(({ body }) => body ?? '');
        return (
          textsOf(event).every(
            (text) => text.isWellFormed() && !/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(text),
          ) &&
          bodies.every(
            (text) => text.isWellFormed() && !/(?!\n)[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(text),
          )
        );
      }),
      { numRuns: 500 },
    );
  });
});

test('never publishes an unsubscribe code, whatever the delivery', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(deliveries, (delivery) => !JSON.stringify(tolerated(delivery)).includes(unsubscribeCode)),
      { numRuns: 500 },
    );
  });
});

test('gives an event that is the same after a way through JSON', (t) => {
  fc.assert(
    fc.property(deliveries, (delivery) => {
      const event = decoded(delivery);
      t.deepEqual(StatusEvent.decode(JSON.parse(JSON.stringify(StatusEvent.encode(event)))), E.right(event));
    }),
    { numRuns: 300 },
  );
});

test('names the page by the id of the page, else of the incident, else of the component', (t) => {
  const providerOf = (delivery: object) => decoded(delivery).provider;
  const github = 'kctbh9vrtdwd';
  t.is(providerOf({ page: { id: github }, incident: { ...incident, page_id: 'tymt9n04zgry' } }), 'GitHub');
  t.is(providerOf({ page: {}, incident: { ...incident, page_id: github } }), 'GitHub');
  t.is(providerOf({ page: { id: 5 }, incident: { ...incident, page_id: github } }), 'GitHub');
  t.is(providerOf({ page: null, component: { ...uploads, page_id: github } }), 'GitHub');
  t.like(decoded({ component: { ...uploads, page_id: github } }), { page: { id: github } });
});

test('names a page by the names that are given to it', (t) => {
  const body = Buffer.from(JSON.stringify(incidentDelivery));
  t.like(decodeDelivery(new Map([[page.id, 'Ours']]))(body, { by: 'token' }), {
    right: { value: { provider: 'Ours' } },
  });
});

const namesByLink = test.macro<[link: unknown, provider: string]>({
  exec: (t, unsubscribe, provider) => {
    t.is(decoded({ meta: { unsubscribe }, incident }).provider, provider);
  },
  title: (_, link, provider) => `names a page that sends ${JSON.stringify(link)} ${provider}`,
});

test(namesByLink, meta.unsubscribe, 'status.example.com');
test(namesByLink, 'https://user:pass@Status.Example.com:8443/?unsubscribe=a', 'status.example.com');
test(namesByLink, 'http://stätus.example/?unsubscribe=a', 'xn--sttus-hra.example');
test(namesByLink, 'x://unsubscribe=abc', 'unknown');
test(namesByLink, 'mailto:unsubscribe@example.com', 'unknown');
test(namesByLink, '/?unsubscribe=a', 'unknown');
test(namesByLink, 'unsubscribe', 'unknown');
test(namesByLink, '', 'unknown');
test(namesByLink, null, 'unknown');
test(namesByLink, 5, 'unknown');
